import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { Granted, RefreshOutcome } from "../session-transport.ts";
import type { SessionRefusal } from "../session-state.ts";
import type { VirtualTime } from "./virtual-time.ts";

interface SimulatedSession {
  id: string;
  userId: string;
  generation: number;
  issuedAt: number;
  confirmedAt: number | undefined;
  revokeReason?: RevokeReason;
}

const leewayMs = 20_000;

/** The server's rules 2 to 5 (session-design.md) in their plainest form, to find out whether the client keeps its side. */
export class SimulatedServer {
  readonly lifetimeMs: number;
  readonly sessions = new Map<string, SimulatedSession>();
  thefts = 0;
  refreshes = 0;
  signOuts = 0;
  readonly #time: VirtualTime;
  #tokens = 0;

  constructor(time: VirtualTime, lifetimeMs = 300_000) {
    this.#time = time;
    this.lifetimeMs = lifetimeMs;
  }

  signIn(userId: string, cookie: string | undefined): { outcome: Granted; cookie: string } {
    const before = this.#find(cookie)?.session;
    if (before) before.revokeReason ??= "replaced";
    const id = `sid-${String(this.sessions.size + 1).padStart(6, "0")}`;
    const session = { id, userId, generation: 1, issuedAt: this.#time.now, confirmedAt: undefined };
    this.sessions.set(id, session);
    return { outcome: this.#grant(session), cookie: `${id}.1` };
  }

  refresh(cookie: string | undefined): { outcome: RefreshOutcome; cookie?: string } {
    this.refreshes += 1;
    const found = this.#find(cookie);
    if (!found) return { outcome: { kind: "refused", code: cookie ? "refresh_invalid" : "refresh_missing" } };
    const { session, generation } = found;
    if (session.revokeReason) return { outcome: refusal(session.revokeReason) };
    if (generation === session.generation) return this.#refreshCurrent(session);
    const isReplay = generation === session.generation - 1 && !this.#isConfirmedLongAgo(session);
    if (isReplay) {
      session.issuedAt = this.#time.now;
      return { outcome: this.#grant(session), cookie: `${session.id}.${session.generation}` };
    }
    this.thefts += 1;
    session.revokeReason = "reuse_detected";
    return { outcome: { kind: "refused", code: "refresh_reused" } };
  }

  signOut(sessionId: string): void {
    this.signOuts += 1;
    this.revoke(sessionId, "signed_out");
  }

  revoke(sessionId: string, reason: RevokeReason): void {
    const session = this.sessions.get(sessionId);
    if (session) session.revokeReason ??= reason;
  }

  /** What a data route says to this token: nothing when it is good. */
  check(accessToken: string): SessionRefusal | undefined {
    const claims = JSON.parse(atob(accessToken.split(".")[1] ?? "")) as { sid: string; gen: number };
    const session = this.sessions.get(claims.sid);
    if (!session) return { code: "refresh_invalid" };
    if (session.revokeReason) return { code: "session_revoked", reason: session.revokeReason };
    if (claims.gen === session.generation) session.confirmedAt ??= this.#time.now;
    return undefined;
  }

  isLive(cookie: string | undefined): SimulatedSession | undefined {
    const session = this.#find(cookie)?.session;
    return session?.revokeReason ? undefined : session;
  }

  #refreshCurrent(session: SimulatedSession): { outcome: RefreshOutcome; cookie?: string } {
    session.confirmedAt ??= this.#time.now;
    if (this.#time.now - session.issuedAt < leewayMs) return { outcome: this.#grant(session) };
    session.generation += 1;
    session.issuedAt = this.#time.now;
    session.confirmedAt = undefined;
    return { outcome: this.#grant(session), cookie: `${session.id}.${session.generation}` };
  }

  #isConfirmedLongAgo(session: SimulatedSession): boolean {
    return session.confirmedAt !== undefined && this.#time.now - session.confirmedAt > leewayMs;
  }

  #find(cookie: string | undefined): { session: SimulatedSession; generation: number } | undefined {
    const [id = "", generation] = cookie?.split(".") ?? [];
    const session = this.sessions.get(id);
    return session && { session, generation: Number(generation) };
  }

  #grant(session: SimulatedSession): Granted {
    this.#tokens += 1;
    const claims = {
      sub: session.userId,
      sid: session.id,
      role: "clerk",
      gen: session.generation,
      jti: `token-${this.#tokens}`,
    };
    return {
      kind: "granted",
      accessToken: `h.${btoa(JSON.stringify(claims))}.s`,
      expiresInMs: this.lifetimeMs,
    };
  }
}

function refusal(reason: RevokeReason): RefreshOutcome {
  return { kind: "refused", code: "session_revoked", reason };
}
