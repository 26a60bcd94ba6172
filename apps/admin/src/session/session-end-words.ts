import type { RevokeReason, SessionEndCode } from "@gatehouse/shared/error-codes";
import type { SessionEnd } from "./session-state.ts";

const words: Record<SessionEndCode, string> = {
  refresh_missing: "Your session has expired. Please sign in again.",
  refresh_invalid: "Your session is no longer known to the server. Please sign in again.",
  refresh_reused:
    "This session was used from elsewhere, so we ended it. If that was not you, change your password.",
  session_revoked: "Your session has been ended. Please sign in again.",
  session_expired: "Your session has expired. Please sign in again.",
  account_disabled: "This account has been disabled. Ask an administrator if you think that is a mistake.",
};

const wordsByReason: Partial<Record<RevokeReason, string>> = {
  administrator: "You were signed out by an administrator.",
  user: "You were signed out from another of your devices.",
  signed_out: "You signed out in another tab or window.",
  reuse_detected: words.refresh_reused,
  password_changed: "Your password was changed. Please sign in with the new one.",
  account_disabled: words.account_disabled,
  second_factor_reset: "An administrator took your second factor away. Sign in and set up a new one.",
  replaced: "Someone signed in again in this browser, which ended your session.",
  restored: "The server was restored from a backup, which ended all sessions. Please sign in again.",
};

/** Why a session is over, for the person who was in it. Nothing is said after one's own sign-out. */
export function describeSessionEnd(end: SessionEnd | undefined): string | undefined {
  if (!end) return undefined;
  if (end.code !== "signed_out") return (end.reason && wordsByReason[end.reason]) ?? words[end.code];
  if (end.unconfirmed) {
    return "You are signed out in this browser. The server could not be reached; it will be told as soon as it can.";
  }
  return end.where === "another_tab" ? wordsByReason.signed_out : undefined;
}
