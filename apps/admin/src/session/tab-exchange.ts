import { readTokenId } from "./access-token-claims.ts";
import type { HeldSession } from "./held-session.ts";
import { receiveToken, refreshDueInMs, shareToken, type HeldToken } from "./held-token.ts";
import type { SessionPorts } from "./session-ports.ts";
import type { SessionEnd } from "./session-state.ts";
import type { TabMessage } from "./tab-channel.ts";

interface TabExchangePorts extends Pick<SessionPorts, "channel" | "clock" | "presence"> {
  session: HeldSession;
  /** Another tab has a better token than this one. */
  adopt: (token: HeldToken) => void;
  /** This tab's session was ended in another. */
  leave: (sessionId: string, end: SessionEnd) => void;
}

/** How long a tab that is known to have a token may take to answer: tabs that wake or draw are busy. */
const awaitOfferMs = 1_000;
/** And how long any tab may, where the browser can't tell whether there is one. */
const askBlindlyMs = 100;

/** What this tab tells the others and hears from them. */
export class TabExchange {
  readonly #ports: TabExchangePorts;
  readonly #unsubscribe: () => void;

  constructor(ports: TabExchangePorts) {
    this.#ports = ports;
    this.#unsubscribe = ports.channel.subscribe((message) => this.#hear(message));
  }

  /**
   * Whoever has a fresh token sends it. Gives the milliseconds for which an answer is worth waiting, none where there is
   * nobody to ask.
   */
  async ask(): Promise<number> {
    const { channel, presence, session } = this.#ports;
    const isOffered = await presence.isOffered(session.token && readTokenId(session.token.value));
    if (isOffered === false) return 0;
    channel.post({ type: "ask" });
    return isOffered ? awaitOfferMs : askBlindlyMs;
  }

  /** Lets the others know that this tab has a token, if it is fresh. */
  offer(): void {
    const { clock, presence, session } = this.#ports;
    const tokenId = session.token && readTokenId(session.token.value);
    if (!session.token || tokenId === undefined || !session.isFresh) return;
    presence.offer({ tokenId, freshForMs: refreshDueInMs(clock, session.token) });
  }

  withdraw(): void {
    this.#ports.presence.withdraw();
  }

  share(token: HeldToken): void {
    this.#ports.channel.post({ type: "token", token: shareToken(this.#ports.clock, token) });
  }

  /** A stranger's first refresh has nothing to tell. */
  tellEnd(sessionId: string | undefined, end: SessionEnd): void {
    if (sessionId !== undefined) this.#ports.channel.post({ type: "ended", sessionId, end });
  }

  dispose(): void {
    this.withdraw();
    this.#unsubscribe();
    this.#ports.channel.close();
  }

  #hear(message: TabMessage): void {
    const { session, clock, adopt } = this.#ports;
    if (message.type === "ask") return this.#answer();
    if (message.type === "ended") return this.#hearEnd(message.sessionId, message.end);
    const token = receiveToken(clock, message.token);
    if (token && session.isNews(token)) adopt(token);
  }

  #answer(): void {
    const { token, isFresh, state } = this.#ports.session;
    if (token && isFresh && state.status === "active") this.share(token);
  }

  #hearEnd(sessionId: string, end: SessionEnd): void {
    const { session, leave } = this.#ports;
    session.noteEnded(sessionId);
    if (session.identity?.sessionId !== sessionId || session.state.status === "ended") return;
    leave(sessionId, end.code === "signed_out" ? { ...end, where: "another_tab" } : end);
  }
}
