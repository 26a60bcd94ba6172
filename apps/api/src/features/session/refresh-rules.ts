import type { RevokeReason } from "@gatehouse/shared/error-codes";

/** What the rules need to know of a session, row and memory read together. Instants in milliseconds. */
export interface RefreshState {
  readonly generation: number;
  readonly issuedAt: number;
  readonly confirmedGeneration: number;
  readonly confirmedAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  readonly revokeReason: RevokeReason | null;
  readonly isUserActive: boolean;
}

/**
 * What a genuine refresh token gets.
 * - `hold`: a new access token, the same refresh token; nothing moves.
 * - `rotate`: the next generation.
 * - `replay`: the current token again, for a client that never saw it.
 * - `recover`: the token is newer than the row, whose last commits a crash lost: the row takes it over.
 * - `theft`: somebody holds a token that the honest client has long replaced.
 */
export type Verdict =
  | { readonly kind: "hold" | "rotate" | "replay" | "recover" | "theft" }
  | { readonly kind: "refused"; readonly code: "account_disabled" | "session_expired" }
  | { readonly kind: "refused"; readonly code: "session_revoked"; readonly reason: RevokeReason | null };

/** Rules 2 to 6 of the session design, for a token whose MAC is right. */
export function judgeRefresh(
  state: RefreshState,
  generation: number,
  now: number,
  leewayMs: number,
): Verdict {
  if (!state.isUserActive) return { kind: "refused", code: "account_disabled" };
  if (state.revokedAt !== null)
    return { kind: "refused", code: "session_revoked", reason: state.revokeReason };
  if (now >= state.expiresAt) return { kind: "refused", code: "session_expired" };
  if (generation > state.generation) return { kind: "recover" };
  if (generation === state.generation) return { kind: now - state.issuedAt < leewayMs ? "hold" : "rotate" };
  const isParent = generation === state.generation - 1;
  return { kind: isParent && isSuccessorInDoubt(state, now, leewayMs) ? "replay" : "theft" };
}

/** Whether the client may still be without the current token, or have an answer with the older one under way. */
function isSuccessorInDoubt(state: RefreshState, now: number, leewayMs: number): boolean {
  if (state.confirmedGeneration !== state.generation) return true;
  return leewayMs > 0 && now - state.confirmedAt <= leewayMs;
}
