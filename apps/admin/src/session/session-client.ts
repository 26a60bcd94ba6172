import { instantNow, type Instant } from "./clock.ts";
import { holdToken, isExpired, receiveToken, refreshDueInMs, remainingMs, shareToken } from "./held-token.ts";
import type { HeldToken } from "./held-token.ts";
import { readIdentity, type SessionIdentity } from "./access-token-claims.ts";
import type { SessionPorts } from "./session-ports.ts";
import { isResumable, isSameState, SessionEndedError } from "./session-state.ts";
import type { Hindrance, SessionEnd, SessionRefusal, SessionState } from "./session-state.ts";
import type { RefreshOutcome, SignInOutcome, SignInRequest } from "./session-transport.ts";
import type { TabMessage } from "./tab-channel.ts";
import { TokenRefresher } from "./token-refresher.ts";
import { TokenWaiters, type TokenDemand } from "./token-waiters.ts";

/** However short a token's life, no tab refreshes by itself more often. */
const shortestRefreshPauseMs = 1_000;

/** A sign-in or sign-out waits for the lock whatever else happens. */
const always = new AbortController().signal;

/** A tab's side of the session, framework-free; `createSessionClient` makes it. */
export class SessionClient {
  readonly #ports: SessionPorts;
  readonly #refresher: TokenRefresher;
  readonly #waiters = new TokenWaiters();
  readonly #listeners = new Set<() => void>();
  /** Sessions known to be over: a late token of theirs must not bring them back. */
  readonly #endedSessions = new Set<string>();
  readonly #unsubscribe: () => void;
  #state: SessionState = { status: "unknown" };
  #token: HeldToken | undefined;
  #isStarted = false;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#refresher = new TokenRefresher({
      ...ports,
      askOtherTabs: () => ports.channel.post({ type: "ask" }),
      call: (signal) => this.#callForToken(signal),
    });
    this.#unsubscribe = ports.channel.subscribe((message) => this.#hear(message));
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Calls the listener after each change of `state`; a renewed token alone is none. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Finds out whether there is a session. Harmless when called again. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    const pending = this.#ports.marks.pendingSignOut;
    if (pending === undefined) this.#refresher.run();
    else void this.#confirmSignOut(pending, undefined);
  }

  /**
   * A token to send now; waits out an outage or a password dialog. Rejects with SessionEndedError, or when aborted.
   */
  async getToken(demand: TokenDemand = {}): Promise<string> {
    demand.signal?.throwIfAborted();
    const userId =
      demand.rejected === undefined ? this.#session?.userId : readIdentity(demand.rejected)?.userId;
    const token = this.#usableToken(demand.rejected);
    if (token ? token.identity.userId !== userId : this.#isOver) throw new SessionEndedError();
    if (token) return token.value;
    const waiting = this.#waiters.wait(demand, userId);
    this.#fetchToken();
    return await waiting;
  }

  /** Takes note that the API refused this token because its session is over. */
  noteRefusal(accessToken: string, refusal: SessionRefusal): void {
    if (this.#token?.value !== accessToken) return;
    // This browser has signed in again, so the cookie is the successor's; the refresh that follows tells.
    const { sessionId } = this.#token.identity;
    if (refusal.reason !== "replaced" && !this.#hasSuccessor(sessionId)) this.#end(sessionId, refusal);
  }

  /** Opens a session by the password form, a registration or a code. A failure leaves all as it was. */
  async login(request: SignInRequest): Promise<SignInOutcome> {
    this.#refresher.cancel();
    const since = instantNow(this.#ports.clock);
    const outcome = await this.#ports.lock.run(() => this.#ports.transport.signIn(request), always);
    const token = outcome.kind === "granted" && holdToken(outcome.accessToken, outcome.expiresInMs, since);
    if (token) {
      this.#refresher.cancel();
      this.#ports.marks.pendingSignOut = undefined;
      this.#accept(token);
      this.#shareToken();
    } else if (this.#state.status !== "ended") this.#refresher.run();
    return outcome;
  }

  /** Signs out here at once and tells the server as soon as it can be reached. Never rejects. */
  async logout(): Promise<void> {
    const sessionId = this.#session?.sessionId ?? this.#ports.marks.current;
    if (sessionId === undefined || this.#state.status === "ended") return;
    const accessToken = this.#token?.value;
    this.#ports.marks.pendingSignOut = sessionId;
    this.#end(sessionId, { code: "signed_out", where: "here" });
    await this.#confirmSignOut(sessionId, accessToken);
  }

  /** Gives up a session that could have been resumed. */
  abandon(): void {
    if (this.#state.status !== "ended") return;
    this.#waiters.dismissAll();
    this.#setState({ ...this.#state, resumable: false });
  }

  /** The page is in use again (online, visible, shown): what is overdue is done now. */
  wake(): void {
    const { status } = this.#state;
    const pending = this.#ports.marks.pendingSignOut;
    if (status === "ended" && pending !== undefined) void this.#confirmSignOut(pending, undefined);
    if (this.#refresher.isHeldBack) return;
    const isDue = this.#token !== undefined && refreshDueInMs(this.#ports.clock, this.#token) <= 0;
    if (status === "reconnecting" || (status === "active" && isDue)) this.#refresher.run();
  }

  /** A person asks to try again; not even Retry-After holds that back. */
  retryNow(): void {
    if (this.#state.status === "reconnecting") this.#refresher.run();
  }

  /** The page comes out of the page cache: does the browser still have the session it shows? */
  restore(): void {
    const shown = this.#session?.sessionId;
    const current = this.#ports.marks.current;
    if (this.#state.status === "ended" || shown === current) return this.wake();
    if (shown !== undefined) this.#closeSession(shown, { code: "signed_out", where: "another_tab" });
    if (current === undefined) return;
    this.#setState({ status: "unknown" });
    this.#refresher.run();
  }

  /** Leaves no timer and no listener. */
  dispose(): void {
    this.#refresher.cancel();
    this.#unsubscribe();
    this.#waiters.dismissAll();
    this.#listeners.clear();
    this.#ports.channel.close();
  }

  get #session(): SessionIdentity | undefined {
    return this.#state.status === "unknown" ? undefined : this.#state.session;
  }

  get #isOver(): boolean {
    return this.#state.status === "ended" && !this.#state.resumable;
  }

  #usableToken(rejected: string | undefined): HeldToken | undefined {
    const token = this.#token;
    const isUsable = token && token.value !== rejected && !isExpired(this.#ports.clock, token);
    return isUsable ? token : undefined;
  }

  /** Someone waits for a token. While an outage or a dialog lasts, that alone causes no further call. */
  #fetchToken(): void {
    const { status } = this.#state;
    if (status === "active" && this.#refresher.isRetrying) this.#reconnect("unreachable");
    else if (status === "active" || status === "unknown") this.#refresher.run();
  }

  async #callForToken(signal: AbortSignal): Promise<void> {
    const since = instantNow(this.#ports.clock);
    const asked = this.#session?.sessionId ?? this.#ports.marks.current;
    const outcome = await this.#ports.transport.refresh(signal);
    if (signal.aborted) return;
    if (outcome.kind !== "refused") this.#settle(outcome, since);
    else if (this.#hasSuccessor(asked)) this.#refresher.runIn(0);
    else this.#end(asked, { code: outcome.code, reason: outcome.reason });
  }

  /** Another tab has signed in meanwhile: a refusal of the old cookie says nothing about the new one. */
  #hasSuccessor(sessionId: string | undefined): boolean {
    const { current } = this.#ports.marks;
    return current !== undefined && current !== sessionId;
  }

  #settle(outcome: Exclude<RefreshOutcome, { kind: "refused" }>, since: Instant): void {
    if (outcome.kind === "origin_not_allowed") return this.#reconnect("origin_not_allowed");
    if (outcome.kind === "unavailable") return this.#retryLater(outcome.rateLimited, outcome.retryAfterMs);
    const token = holdToken(outcome.accessToken, outcome.expiresInMs, since);
    if (!token) return this.#retryLater(false, undefined);
    if (this.#endedSessions.has(token.identity.sessionId)) {
      return this.#closeSession(token.identity.sessionId, { code: "signed_out", where: "another_tab" });
    }
    this.#accept(token);
    this.#shareToken();
  }

  #accept(token: HeldToken): void {
    this.#token = token;
    this.#refresher.noteSuccess();
    this.#refresher.runIn(Math.max(refreshDueInMs(this.#ports.clock, token), shortestRefreshPauseMs));
    this.#ports.marks.current = token.identity.sessionId;
    this.#setState({ status: "active", session: token.identity });
    this.#waiters.serve(token);
  }

  #shareToken(): void {
    if (this.#token)
      this.#ports.channel.post({ type: "token", token: shareToken(this.#ports.clock, this.#token) });
  }

  #retryLater(isRateLimited: boolean, retryAfterMs: number | undefined): void {
    this.#refresher.retryLater(retryAfterMs);
    const isTokenGood = this.#token !== undefined && !isExpired(this.#ports.clock, this.#token);
    if (!isTokenGood || !this.#waiters.isEmpty)
      this.#reconnect(isRateLimited ? "rate_limited" : "unreachable");
  }

  #reconnect(hindrance: Hindrance): void {
    this.#setState({ status: "reconnecting", session: this.#session, hindrance });
  }

  /** Ends the session in this tab and tells the others. A stranger's first refresh has nothing to tell. */
  #end(sessionId: string | undefined, end: SessionEnd): void {
    this.#closeSession(sessionId, end);
    if (sessionId !== undefined) this.#ports.channel.post({ type: "ended", sessionId, end });
  }

  #closeSession(sessionId: string | undefined, end: SessionEnd): void {
    const session = this.#session;
    this.#refresher.cancel();
    this.#token = undefined;
    if (sessionId !== undefined) this.#endedSessions.add(sessionId);
    if (this.#ports.marks.current === sessionId) this.#ports.marks.current = undefined;
    const resumable = session !== undefined && isResumable(end) && this.#ports.hasUnsavedWork();
    const isStranger = sessionId === undefined && end.code === "refresh_missing";
    this.#setState({ status: "ended", end: isStranger ? undefined : end, session, resumable });
    if (!resumable) this.#waiters.dismissAll();
  }

  /** The first try, or the next one after an outage. Whoever holds the lock next finds the mark gone when it is done. */
  async #confirmSignOut(sessionId: string, accessToken: string | undefined): Promise<void> {
    const { lock, marks, transport } = this.#ports;
    const isConfirmed = await lock.run(async () => {
      if (marks.pendingSignOut !== sessionId) return true;
      return transport.signOut(sessionId, accessToken);
    }, always);
    if (marks.pendingSignOut === sessionId && isConfirmed) marks.pendingSignOut = undefined;
    if (this.#state.status !== "unknown" && this.#state.status !== "ended") return;
    const end: SessionEnd = { code: "signed_out", where: "here", ...(!isConfirmed && { unconfirmed: true }) };
    this.#setState({ status: "ended", end, session: this.#session, resumable: false });
  }

  #hear(message: TabMessage): void {
    if (message.type === "ask") return this.#answer();
    if (message.type === "ended") return this.#hearEnd(message.sessionId, message.end);
    const token = receiveToken(this.#ports.clock, message.token);
    if (!token || refreshDueInMs(this.#ports.clock, token) <= 0 || !this.#isNews(token)) return;
    this.#refresher.stopWaiting();
    if (token.identity.sessionId !== this.#session?.sessionId) this.#refresher.cancel();
    this.#accept(token);
  }

  #answer(): void {
    const isFresh = this.#token && refreshDueInMs(this.#ports.clock, this.#token) > 0;
    if (isFresh && this.#state.status === "active") this.#shareToken();
  }

  #hearEnd(sessionId: string, end: SessionEnd): void {
    this.#endedSessions.add(sessionId);
    if (this.#session?.sessionId !== sessionId || this.#state.status === "ended") return;
    this.#closeSession(sessionId, end.code === "signed_out" ? { ...end, where: "another_tab" } : end);
  }

  /** Another session's token counts only where that one began later (ids are UUIDv7): the cookie is the last sign-in's. */
  #isNews(token: HeldToken): boolean {
    const { sessionId } = token.identity;
    const ours = this.#session?.sessionId;
    if (this.#endedSessions.has(sessionId)) return false;
    if (ours === undefined || !this.#token) return true;
    if (ours !== sessionId) return sessionId > ours;
    return remainingMs(this.#ports.clock, token) > remainingMs(this.#ports.clock, this.#token);
  }

  #setState(state: SessionState): void {
    if (isSameState(this.#state, state)) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

export function createSessionClient(ports: SessionPorts): SessionClient {
  return new SessionClient(ports);
}
