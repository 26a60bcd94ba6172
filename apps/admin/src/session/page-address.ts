import { isCodeLink } from "./code-link.ts";
import { isPublicPath, ownPath } from "./return-path.ts";
import type { SessionClient } from "./session-client.ts";
import type { SessionState } from "./session-state.ts";

/** Kept in the history entry of /login: it survives a reload, and no link from outside can set it. */
interface LoginEntry {
  gatehouseReturnTo?: string;
  /** Whose way back it is; nobody's where a stranger came by a link. */
  gatehouseReturnOf?: string | undefined;
}

/**
 * Keeps the address in step with the session: /login while there is none, and then back to where the person was,
 * unless he signed out himself or is someone else. Runs before React draws, so that no page sees a wrong address.
 */
export function keepAddress(client: SessionClient): () => void {
  let lastUserId: string | undefined;
  const follow = () => {
    const { state } = client;
    if (state.status === "active") {
      const { userId } = state.session;
      enter(userId, lastUserId !== undefined && lastUserId !== userId);
      lastUserId = userId;
    } else if (state.status === "ended" && !state.resumable) leave(state);
  };
  const unsubscribe = client.subscribe(follow);
  addEventListener("popstate", follow);
  return () => {
    unsubscribe();
    removeEventListener("popstate", follow);
  };
}

function enter(userId: string, isSomeoneElse: boolean): void {
  // It is asked about first: nothing of a link that was opened gets lost.
  if (isCodeLink(location)) return;
  if (isSomeoneElse) history.replaceState(null, "", "/");
  else if (isPublicPath(location.pathname)) {
    const { gatehouseReturnTo, gatehouseReturnOf = userId } = (history.state ?? {}) as LoginEntry;
    const path = gatehouseReturnOf === userId ? gatehouseReturnTo : undefined;
    history.replaceState(null, "", ownPath(path, location.origin));
  }
}

function leave(state: Extract<SessionState, { status: "ended" }>): void {
  if (isPublicPath(location.pathname)) return;
  const isOwnSignOut = state.end?.code === "signed_out" && state.end.where === "here";
  const entry: LoginEntry = isOwnSignOut
    ? {}
    : {
        gatehouseReturnTo: location.pathname + location.search + location.hash,
        gatehouseReturnOf: state.session?.userId,
      };
  history.replaceState(entry, "", "/login");
}
