import { useSyncExternalStore } from "react";
import { sessionClient } from "./browser-session.ts";
import type { SessionState } from "./session-state.ts";

/** The session's state; draws again only when that changes, not when a token is renewed. */
export function useSessionState(): SessionState {
  return useSyncExternalStore(subscribe, () => sessionClient.state);
}

const subscribe = (listener: () => void) => sessionClient.subscribe(listener);
