import type { SessionEnd } from "./session-state.ts";
import type { SharedToken } from "./held-token.ts";

/** What tabs of one browser tell each other. Tokens pass from memory to memory; nothing of it is stored. */
export type TabMessage =
  | { type: "ask" }
  | { type: "token"; token: SharedToken }
  | { type: "signed-in"; token: SharedToken }
  | { type: "ended"; sessionId: string; end: SessionEnd };

export interface TabChannel {
  post(message: TabMessage): void;
  /** Listens until the returned function is called. */
  subscribe(listener: (message: TabMessage) => void): () => void;
  close(): void;
}

/** The number is raised when messages change, so that tabs of two releases don't misread each other. */
const channelName = "gatehouse-session-1";

/** A channel over BroadcastChannel, or one that nobody hears where the browser has none. */
export function createTabChannel(Channel: typeof BroadcastChannel | undefined): TabChannel {
  if (!Channel) return silentChannel;
  const channel = new Channel(channelName);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; a channel has one origin
    post: (message) => channel.postMessage(message),
    subscribe(listener) {
      const onMessage = (event: MessageEvent<TabMessage>) => listener(event.data);
      channel.addEventListener("message", onMessage);
      return () => channel.removeEventListener("message", onMessage);
    },
    close: () => channel.close(),
  };
}

const silentChannel: TabChannel = { post: () => {}, subscribe: () => () => {}, close: () => {} };
