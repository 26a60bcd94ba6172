import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { Session } from "@gatehouse/shared/sessions";

/** Why a session is over. */
export const revokeReasonWords: Record<RevokeReason, string> = {
  signed_out: "Signed out",
  administrator: "Ended by an administrator",
  user: "Ended by the user",
  reuse_detected: "Ended: used from elsewhere",
  password_changed: "Ended by a change of password",
  account_disabled: "Ended: account disabled",
  second_factor_reset: "Ended: second factor reset",
  replaced: "Replaced by a new sign-in",
  restored: "Ended by a restore of the database",
};

export const isOver = ({ revokedAt, expiresAt }: Session) =>
  revokedAt !== null || new Date(expiresAt).getTime() <= Date.now();

/** Whether the session lives, and if not, why. */
export function sessionStateWords(session: Session): string {
  if (session.revokeReason) return revokeReasonWords[session.revokeReason];
  if (session.revokedAt) return "Ended";
  return isOver(session) ? "Expired" : "Active";
}
