import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { Writer } from "../database/database.ts";
import { appendAuditEvent, type AuditContext } from "./audit-log.ts";

/** Writes down which sessions were ended and why, one event each, in the transaction that ended them. */
export async function noteEndedSessions(
  writer: Writer,
  sids: readonly string[],
  reason: RevokeReason,
  context: AuditContext,
): Promise<void> {
  const changes = [{ field: "revokeReason", before: null, after: reason }];
  for (const recordId of sids) {
    await appendAuditEvent(writer, context, {
      type: "session.revoked",
      resource: "sessions",
      recordId,
      changes,
    });
  }
}
