import type { SessionIdentity } from "./access-token-claims.ts";
import { isExpired, refreshDueInMs, remainingMs, type HeldToken } from "./held-token.ts";
import type { SessionPorts } from "./session-ports.ts";
import { isResumable, isSameState, type SessionEnd, type SessionState } from "./session-state.ts";

type HeldSessionPorts = Pick<SessionPorts, "clock" | "marks" | "hasUnsavedWork">;

/** What this tab knows: its state, its token, and which sessions are over. It calls nobody but its listeners. */
export class HeldSession {
  readonly #ports: HeldSessionPorts;
  readonly #listeners = new Set<() => void>();
  /** Sessions known to be over: a late token of theirs must not bring them back. */
  readonly #ended = new Set<string>();
  #state: SessionState = { status: "unknown" };
  #token: HeldToken | undefined;

  constructor(ports: HeldSessionPorts) {
    this.#ports = ports;
  }

  get state(): SessionState {
    return this.#state;
  }

  get token(): HeldToken | undefined {
    return this.#token;
  }

  /** Whose session this tab is in, or was in last. */
  get identity(): SessionIdentity | undefined {
    return this.#state.status === "unknown" ? undefined : this.#state.session;
  }

  /** The session that a person in front of this tab means, or the browser's where the page shows none yet. */
  get shownId(): string | undefined {
    return this.identity?.sessionId ?? this.#ports.marks.current;
  }

  /** The session that a refresh would renew, as far as this browser knows: the cookie is the last sign-in's. */
  get cookieId(): string | undefined {
    return this.#ports.marks.current ?? this.identity?.sessionId;
  }

  get isOver(): boolean {
    return this.#state.status === "ended" && !this.#state.resumable;
  }

  /** Whether there is a token that need not be replaced yet. */
  get isFresh(): boolean {
    return this.#token !== undefined && refreshDueInMs(this.#ports.clock, this.#token) > 0;
  }

  /** The token, unless it has expired or is the one that was refused. */
  usableToken(rejected?: string): HeldToken | undefined {
    const token = this.#token;
    const isUsable = token && token.value !== rejected && !isExpired(this.#ports.clock, token);
    return isUsable ? token : undefined;
  }

  /** Another tab has signed in meanwhile: a refusal of the old cookie says nothing about the new one. */
  hasSuccessor(sessionId: string | undefined): boolean {
    const { current } = this.#ports.marks;
    return current !== undefined && current !== sessionId;
  }

  hasEnded(sessionId: string): boolean {
    return this.#ended.has(sessionId);
  }

  /** A tab of this browser has signed out of it, which the server may not know yet. */
  isSignedOut(sessionId: string | undefined): boolean {
    return sessionId !== undefined && this.#ports.marks.pendingSignOut === sessionId;
  }

  noteEnded(sessionId: string): void {
    this.#ended.add(sessionId);
  }

  /**
   * Another session's token counts only where that one began later (ids are UUIDv7): the cookie is the last sign-in's.
   * The same token never does, however young it looks from afar: this tab may ask because it was refused.
   */
  isNews(token: HeldToken): boolean {
    const { sessionId } = token.identity;
    const ours = this.identity?.sessionId;
    if (this.#ended.has(sessionId) || refreshDueInMs(this.#ports.clock, token) <= 0) return false;
    if (ours === undefined || !this.#token) return true;
    if (token.value === this.#token.value) return false;
    if (ours !== sessionId) return sessionId > ours;
    return remainingMs(this.#ports.clock, token) > remainingMs(this.#ports.clock, this.#token);
  }

  take(token: HeldToken): void {
    this.#token = token;
    this.#ports.marks.current = token.identity.sessionId;
    this.change({ status: "active", session: token.identity });
  }

  /** Over: unsaved work may make it resumable. A stranger's first refresh ends nothing that there was. */
  end(sessionId: string | undefined, end: SessionEnd): void {
    const session = this.identity;
    this.#token = undefined;
    if (sessionId !== undefined) this.#ended.add(sessionId);
    if (this.#ports.marks.current === sessionId) this.#ports.marks.current = undefined;
    const resumable = session !== undefined && isResumable(end) && this.#ports.hasUnsavedWork();
    const isStranger = sessionId === undefined && end.code === "refresh_missing";
    this.change({ status: "ended", end: isStranger ? undefined : end, session, resumable });
  }

  change(state: SessionState): void {
    if (isSameState(this.#state, state)) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  dismissListeners(): void {
    this.#listeners.clear();
  }
}
