import type { RevokeReason } from "@gatehouse/shared/error-codes";

/** The session design's rules in the plainest words, to be compared with the real thing. Instants in milliseconds. */
export interface SessionModel {
  generation: number;
  issuedAt: number;
  expiresAt: number;
  absoluteEnd: number;
  /** Since when which generation is known to have arrived, as stored and as held in memory. */
  stored: Confirmation;
  memory: Confirmation | undefined;
  endedBy: RevokeReason | undefined;
  isUserActive: boolean;
  tokenVersion: number;
}

export interface Confirmation {
  generation: number;
  at: number;
}

export interface ModelLimits {
  leewayMs: number;
  idleMs: number;
}

export type Expected =
  | { outcome: "hold" | "rotate" | "replay" | "recover"; generation: number }
  | {
      outcome: "refused";
      code: "account_disabled" | "session_revoked" | "session_expired" | "refresh_reused";
    };

/** What presenting a genuine token of `generation` must do; changes the model accordingly. */
export function presentToModel(
  model: SessionModel,
  generation: number,
  now: number,
  limits: ModelLimits,
): Expected {
  if (!model.isUserActive) return { outcome: "refused", code: "account_disabled" };
  if (model.endedBy) return { outcome: "refused", code: "session_revoked" };
  if (now >= model.expiresAt) return { outcome: "refused", code: "session_expired" };
  if (generation > model.generation) {
    Object.assign(model, { generation, issuedAt: now, stored: { generation, at: now } });
    return { outcome: "recover", generation };
  }
  if (generation === model.generation) {
    noteInModel(model, generation, now);
    if (now - model.issuedAt < limits.leewayMs) return { outcome: "hold", generation };
    model.generation += 1;
    model.issuedAt = now;
    model.expiresAt = Math.min(now + limits.idleMs, model.absoluteEnd);
    return { outcome: "rotate", generation: model.generation };
  }
  const confirmedAt = confirmationOfModel(model);
  const isInDoubt =
    confirmedAt === undefined || (limits.leewayMs > 0 && now - confirmedAt <= limits.leewayMs);
  if (generation === model.generation - 1 && isInDoubt) {
    model.issuedAt = now;
    return { outcome: "replay", generation: model.generation };
  }
  model.endedBy = "reuse_detected";
  return { outcome: "refused", code: "refresh_reused" };
}

/** A client showed that it holds this generation. */
export function noteInModel(model: SessionModel, generation: number, now: number): void {
  if (!model.memory || model.memory.generation < generation) model.memory = { generation, at: now };
}

/** When the current generation was first seen, if it was. */
function confirmationOfModel({ generation, stored, memory }: SessionModel): number | undefined {
  const seen = [stored, memory]
    .filter((each) => each?.generation === generation)
    .map((each) => each?.at ?? 0);
  return seen.length === 0 ? undefined : Math.min(...seen);
}

/** Memory reaches the row: only a note about the generation that is current then. */
export function flushModel(model: SessionModel): void {
  const { memory, stored, generation, endedBy } = model;
  if (memory?.generation === generation && stored.generation < generation && !endedBy) model.stored = memory;
  model.memory = undefined;
}
