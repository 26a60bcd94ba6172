import { readIdentity } from "./access-token-claims.ts";
import { instantNow } from "./clock.ts";
import { confirmSignOut } from "./confirm-sign-out.ts";
import { HeldSession } from "./held-session.ts";
import { holdToken } from "./held-token.ts";
import type { SessionPorts } from "./session-ports.ts";
import type { SessionEnd, SessionRefusal, SessionState } from "./session-state.ts";
import type { SignInOutcome, SignInRequest } from "./session-transport.ts";
import { TabExchange } from "./tab-exchange.ts";
import { always } from "./tab-lock.ts";
import { TokenSupply } from "./token-supply.ts";
import type { TokenDemand } from "./token-waiters.ts";

/** A tab's side of the session, framework-free; `createSessionClient` makes it. */
export class SessionClient {
  readonly #ports: SessionPorts;
  readonly #session: HeldSession;
  readonly #exchange: TabExchange;
  readonly #tokens: TokenSupply;
  #isStarted = false;
  #isDisposed = false;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#session = new HeldSession(ports);
    this.#exchange = new TabExchange({
      ...ports,
      session: this.#session,
      adopt: (token) => this.#tokens.adopt(token),
      leave: (sessionId, end) => this.#leave(sessionId, end),
    });
    this.#tokens = new TokenSupply({
      ...ports,
      session: this.#session,
      exchange: this.#exchange,
      end: (sessionId, end) => this.#end(sessionId, end),
      leave: (sessionId, end) => this.#leave(sessionId, end),
    });
  }

  get state(): SessionState {
    return this.#session.state;
  }

  /** Calls the listener after each change of `state`; a renewed token alone is none. */
  subscribe(listener: () => void): () => void {
    return this.#session.subscribe(listener);
  }

  /** Finds out whether there is a session. Harmless when called again. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    const pending = this.#ports.marks.pendingSignOut;
    if (pending === undefined) this.#tokens.renew();
    else void this.#tellSignOut(pending, undefined);
  }

  /**
   * A token to send now; waits out an outage or a password dialog. Rejects with SessionEndedError, or when aborted.
   */
  getToken(demand: TokenDemand = {}): Promise<string> {
    return this.#tokens.get(demand);
  }

  /**
   * Takes note that the API refused this token, or an older one of the session, because the session is over. Gives whether
   * this tab's session has ended by it.
   */
  noteRefusal(accessToken: string, refusal: SessionRefusal): boolean {
    const sessionId = this.#session.token?.identity.sessionId;
    if (sessionId === undefined || sessionId !== readIdentity(accessToken)?.sessionId) return false;
    // This browser has signed in again, so the cookie is the successor's; the refresh that follows tells.
    if (refusal.reason === "replaced" || this.#session.hasSuccessor(sessionId)) return false;
    this.#end(sessionId, refusal);
    return true;
  }

  /** Opens a session by the password form, a registration or a code. A failure leaves all as it was. */
  async login(request: SignInRequest): Promise<SignInOutcome> {
    this.#tokens.cancel();
    return await this.#ports.lock.run(() => this.#signIn(request), always);
  }

  /** Signs out here at once and tells the server as soon as it can be reached. Never rejects. */
  async logout(): Promise<void> {
    const sessionId = this.#session.shownId;
    if (sessionId === undefined || this.state.status === "ended") return;
    const accessToken = this.#session.token?.value;
    this.#ports.marks.pendingSignOut = sessionId;
    this.#end(sessionId, { code: "signed_out", where: "here" });
    await this.#tellSignOut(sessionId, accessToken);
  }

  /** Gives up a session that could have been resumed. */
  abandon(): void {
    if (this.state.status !== "ended") return;
    this.#tokens.dismissWaiters();
    this.#session.change({ ...this.state, resumable: false });
  }

  /** The page is in use again (online, visible, shown): what is overdue is done now. */
  wake(): void {
    if (this.#isDisposed) return;
    const { status } = this.state;
    if (status === "ended") return this.#wakeSignedOut();
    if (this.#tokens.isHeldBack) return;
    const isDue = this.#session.token !== undefined && !this.#session.isFresh;
    if (status === "reconnecting" || (status === "active" && isDue)) this.#tokens.renew();
  }

  /** A person asks to try again; not even Retry-After holds that back. */
  retryNow(): void {
    if (this.state.status === "reconnecting") this.#tokens.renew();
  }

  /** The page goes away, into the page cache perhaps, where it can't answer another tab. */
  putAway(): void {
    this.#exchange.withdraw();
  }

  /** The page comes out of the page cache: does the browser still have the session it shows? */
  restore(): void {
    if (this.#isDisposed) return;
    const shown = this.#session.identity?.sessionId;
    const isShown = shown !== undefined && this.state.status !== "ended";
    if (isShown && shown !== this.#ports.marks.current)
      this.#leave(shown, { code: "signed_out", where: "another_tab" });
    this.#exchange.offer();
    this.wake();
  }

  /** Leaves no timer and no listener, and makes no call any more. */
  dispose(): void {
    this.#isDisposed = true;
    this.#tokens.dispose();
    this.#exchange.dispose();
    this.#session.dismissListeners();
  }

  /** Ends the session in this tab and tells the others. */
  #end(sessionId: string | undefined, end: SessionEnd): void {
    this.#leave(sessionId, end);
    this.#exchange.tellEnd(sessionId, end);
  }

  #leave(sessionId: string | undefined, end: SessionEnd): void {
    this.#tokens.cancel();
    this.#exchange.withdraw();
    this.#session.end(sessionId, end);
    if (this.#session.isOver) this.#tokens.dismissWaiters();
  }

  /** All of it before the lock is given back: whoever gets it next finds the new session. */
  async #signIn(request: SignInRequest): Promise<SignInOutcome> {
    const since = instantNow(this.#ports.clock);
    const outcome = await this.#ports.transport.signIn(request);
    const token = outcome.kind === "granted" && holdToken(outcome.accessToken, outcome.expiresInMs, since);
    if (token) {
      this.#tokens.cancel();
      this.#ports.marks.pendingSignOut = undefined;
      this.#tokens.accept(token);
    } else if (this.state.status !== "ended") this.#tokens.renew();
    return outcome;
  }

  /** A sign-out is still to be told, or another tab has signed in, of which this one never heard. */
  #wakeSignedOut(): void {
    const pending = this.#ports.marks.pendingSignOut;
    if (pending !== undefined) return void this.#tellSignOut(pending, undefined);
    if (!this.#session.hasSuccessor(this.#session.identity?.sessionId)) return;
    if (this.#session.isOver) this.#session.change({ status: "unknown" });
    this.#tokens.renew();
  }

  /** The first try, or the next one after an outage. */
  async #tellSignOut(sessionId: string, accessToken: string | undefined): Promise<void> {
    const isConfirmed = await confirmSignOut(this.#ports, sessionId, accessToken);
    if (this.state.status !== "unknown" && this.state.status !== "ended") return;
    const end: SessionEnd = { code: "signed_out", where: "here", ...(!isConfirmed && { unconfirmed: true }) };
    this.#session.change({ status: "ended", end, session: this.#session.identity, resumable: false });
  }
}

export function createSessionClient(ports: SessionPorts): SessionClient {
  return new SessionClient(ports);
}
