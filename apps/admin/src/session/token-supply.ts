import { readIdentity } from "./access-token-claims.ts";
import { instantNow } from "./clock.ts";
import type { HeldSession } from "./held-session.ts";
import { refreshDueInMs, type HeldToken } from "./held-token.ts";
import { judgeRefresh, type RefreshVerdict } from "./refresh-verdict.ts";
import type { SessionPorts } from "./session-ports.ts";
import { SessionEndedError, type Hindrance, type SessionEnd } from "./session-state.ts";
import type { TabExchange } from "./tab-exchange.ts";
import { TokenRefresher } from "./token-refresher.ts";
import { TokenWaiters, type TokenDemand } from "./token-waiters.ts";

/** However short a token's life, no tab refreshes by itself more often. */
const shortestRefreshPauseMs = 1_000;

const signedOutElsewhere = { code: "signed_out", where: "another_tab" } as const;

interface TokenSupplyPorts extends Pick<SessionPorts, "clock" | "lock" | "transport"> {
  session: HeldSession;
  exchange: Pick<TabExchange, "ask" | "offer" | "share">;
  /** The server says that the session is over. */
  end: (sessionId: string | undefined, end: SessionEnd) => void;
  /** It is known to be over already. */
  leave: (sessionId: string | undefined, end: SessionEnd) => void;
}

/** Gets tokens from the server and from other tabs, keeps them fresh, and gives them to whoever waits. */
export class TokenSupply {
  readonly #ports: TokenSupplyPorts;
  readonly #session: HeldSession;
  readonly #refresher: TokenRefresher;
  readonly #waiters = new TokenWaiters();
  #isDisposed = false;
  /** Why the last refresh came to nothing. */
  #hindrance: Hindrance = "unreachable";

  constructor(ports: TokenSupplyPorts) {
    this.#ports = ports;
    this.#session = ports.session;
    this.#refresher = new TokenRefresher({
      ...ports,
      askOtherTabs: () => ports.exchange.ask(),
      call: (signal) => this.#callForToken(signal),
    });
  }

  /** Whether the server's Retry-After still asks to wait. */
  get isHeldBack(): boolean {
    return this.#refresher.isHeldBack;
  }

  /** A token to send now; waits out an outage or a password dialog. */
  async get(demand: TokenDemand): Promise<string> {
    const { rejected, signal } = demand;
    signal?.throwIfAborted();
    const userId = (rejected === undefined ? this.#session.identity : readIdentity(rejected))?.userId;
    const token = this.#session.usableToken(rejected);
    if (this.#isDisposed) throw new SessionEndedError();
    if (token ? token.identity.userId !== userId : this.#session.isOver) throw new SessionEndedError();
    if (token) return token.value;
    const waiting = this.#waiters.wait(demand, userId);
    this.#renewForWaiter();
    return await waiting;
  }

  renew(): void {
    if (!this.#isDisposed) this.#refresher.run();
  }

  /** No call, no timer and no waiter from now on. */
  dispose(): void {
    this.#isDisposed = true;
    this.#refresher.cancel();
    this.#waiters.dismissAll();
  }

  /** Ends the call in flight and the timer; what the call still brings is dropped. */
  cancel(): void {
    this.#refresher.cancel();
  }

  dismissWaiters(): void {
    this.#waiters.dismissAll();
  }

  /** The server gave it to this tab; the others get it as well. */
  accept(token: HeldToken): void {
    this.#take(token);
    this.#ports.exchange.share(token);
  }

  /** Another tab has sent it. */
  adopt(token: HeldToken): void {
    this.#refresher.stopWaiting();
    if (token.identity.sessionId !== this.#session.identity?.sessionId) this.#refresher.cancel();
    this.#take(token);
  }

  /** While an outage or a dialog lasts, that someone waits causes no further call. */
  #renewForWaiter(): void {
    const { status } = this.#session.state;
    if (status === "active" && this.#refresher.isRetrying) this.#reconnect(this.#hindrance);
    else if (status === "active" || status === "unknown") this.#refresher.run();
  }

  async #callForToken(signal: AbortSignal): Promise<void> {
    const sent = { since: instantNow(this.#ports.clock), sessionId: this.#session.cookieId };
    if (this.#session.isSignedOut(sent.sessionId))
      return this.#ports.leave(sent.sessionId, signedOutElsewhere);
    const outcome = await this.#ports.transport.refresh(signal);
    if (!signal.aborted) this.#act(judgeRefresh(outcome, sent, this.#session));
  }

  #act(verdict: RefreshVerdict): void {
    switch (verdict.kind) {
      case "accept":
        return this.accept(verdict.token);
      case "end":
        return this.#ports.end(verdict.sessionId, verdict.end);
      case "leave":
        return this.#ports.leave(verdict.sessionId, verdict.end);
      case "again":
        return this.#refresher.runIn(0);
      case "misconfigured":
        return this.#reconnect("origin_not_allowed");
      case "retry":
        return this.#retryLater(verdict.rateLimited ? "rate_limited" : "unreachable", verdict.retryAfterMs);
    }
  }

  #take(token: HeldToken): void {
    this.#refresher.noteSuccess();
    this.#refresher.runIn(Math.max(refreshDueInMs(this.#ports.clock, token), shortestRefreshPauseMs));
    this.#session.take(token);
    this.#ports.exchange.offer();
    this.#waiters.serve(token);
  }

  #retryLater(hindrance: Hindrance, retryAfterMs: number | undefined): void {
    this.#hindrance = hindrance;
    this.#refresher.retryLater(retryAfterMs);
    if (!this.#session.usableToken() || !this.#waiters.isEmpty) this.#reconnect(hindrance);
  }

  #reconnect(hindrance: Hindrance): void {
    this.#session.change({ status: "reconnecting", session: this.#session.identity, hindrance });
  }
}
