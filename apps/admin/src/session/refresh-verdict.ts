import type { Instant } from "./clock.ts";
import type { HeldSession } from "./held-session.ts";
import { holdToken, type HeldToken } from "./held-token.ts";
import type { SessionEnd } from "./session-state.ts";
import type { RefreshOutcome } from "./session-transport.ts";

/**
 * What follows from the answer to a refresh. `end` is the server's word; `leave` is a late token of a session that is
 * known to be over; `again`: another sign-in has replaced the cookie meanwhile.
 */
export type RefreshVerdict =
  | { kind: "accept"; token: HeldToken }
  | { kind: "end" | "leave"; sessionId: string | undefined; end: SessionEnd }
  | { kind: "again" }
  | { kind: "misconfigured" }
  | { kind: "retry"; rateLimited: boolean; retryAfterMs?: number | undefined };

/** A refresh as it was sent: the session it was meant for, and when. */
export interface SentRefresh {
  sessionId: string | undefined;
  since: Instant;
}

export function judgeRefresh(
  outcome: RefreshOutcome,
  { sessionId, since }: SentRefresh,
  session: HeldSession,
): RefreshVerdict {
  switch (outcome.kind) {
    case "granted": {
      const token = holdToken(outcome.accessToken, outcome.expiresInMs, since);
      return token ? judgeToken(token, session) : { kind: "retry", rateLimited: false };
    }
    case "refused": {
      const { code, reason } = outcome;
      return session.hasSuccessor(sessionId)
        ? { kind: "again" }
        : { kind: "end", sessionId, end: { code, reason } };
    }
    case "origin_not_allowed":
      return { kind: "misconfigured" };
    case "unavailable":
      return { kind: "retry", rateLimited: outcome.rateLimited, retryAfterMs: outcome.retryAfterMs };
  }
}

function judgeToken(token: HeldToken, session: HeldSession): RefreshVerdict {
  const { sessionId } = token.identity;
  if (!session.hasEnded(sessionId)) return { kind: "accept", token };
  return { kind: "leave", sessionId, end: { code: "signed_out", where: "another_tab" } };
}
