import type { RevokeReason, SessionEndCode } from "@gatehouse/shared/error-codes";
import type { SessionIdentity } from "./access-token-claims.ts";

/** A server's refusal by which the session itself is over. */
export interface SessionRefusal {
  code: SessionEndCode;
  reason?: RevokeReason | undefined;
}

/** Why a session is over. `own` is this browser's own sign-out, told by this tab or by another. */
export type SessionEnd =
  | SessionRefusal
  | { code: "signed_out"; where: "here" | "another_tab"; unconfirmed?: boolean };

/** Why the client can't get a token at the moment. `origin_not_allowed` is a mistake of set-up that waiting doesn't mend. */
export type Hindrance = "unreachable" | "rate_limited" | "origin_not_allowed";

/**
 * `unknown`: not asked yet. `active`: signed in. `reconnecting`: nobody said no, but no token can be had now;
 * `session` is missing where the page was loaded like that. `ended`: over, with the reason (none for a stranger);
 * `resumable` while unsaved work waits for the same person's password.
 */
export type SessionState =
  | { status: "unknown" }
  | { status: "active"; session: SessionIdentity }
  | { status: "reconnecting"; session?: SessionIdentity | undefined; hindrance: Hindrance }
  | {
      status: "ended";
      end?: SessionEnd | undefined;
      session?: SessionIdentity | undefined;
      resumable: boolean;
    };

/**
 * Whether the same person may go on where he was by giving his password: after every end but a sign-out, a
 * revocation of his own, or a disabled account.
 */
export function isResumable(end: SessionEnd): boolean {
  if (end.code === "signed_out" || end.code === "account_disabled") return false;
  return !(end.code === "session_revoked" && (end.reason === "signed_out" || end.reason === "user"));
}

/** Whether nothing changed that a page would show: then nobody is told, and nothing is drawn again. */
export function isSameState(left: SessionState, right: SessionState): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Thrown to whoever waited for a token of a session that is over or has become another user's. */
export class SessionEndedError extends Error {
  override name = "SessionEndedError";
  constructor() {
    super("The session has ended.");
  }
}
