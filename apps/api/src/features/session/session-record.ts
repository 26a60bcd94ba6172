import type { Session } from "@gatehouse/shared/sessions";
import type { SessionRow } from "./session.store.ts";

const toIso = (instant: number) => new Date(instant).toISOString();

/** A session as the API shows it; `currentSid` is the session of the request that reads it. */
export function toSessionRecord(row: SessionRow, currentSid: string | null): Session {
  return {
    id: row.id,
    version: row.version,
    createdAt: toIso(row.created_at),
    updatedAt: toIso(row.updated_at),
    userId: row.user_id,
    device: row.device,
    userAgent: row.user_agent,
    address: row.address,
    lastSeenAt: toIso(row.last_seen_at),
    expiresAt: toIso(row.expires_at),
    revokedAt: row.revoked_at === null ? null : toIso(row.revoked_at),
    revokeReason: row.revoke_reason,
    amr: JSON.parse(row.amr) as string[],
    current: row.id === currentSid,
  };
}
