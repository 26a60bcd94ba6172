import { appendAuditEvent } from "../audit/audit-log.ts";
import type { Installation } from "./installation.ts";

/**
 * Ends whatever could be used of the time after the backup: every session in it, and, by removing the signing keys,
 * every access token, those of sessions too that the backup does not know. A start makes a new key.
 */
export async function endRestoredSessions({
  database,
  clock,
  context,
}: Pick<Installation, "database" | "clock" | "context">): Promise<void> {
  await database.write(async (writer) => {
    const now = clock.now();
    const { numUpdatedRows } = await writer
      .updateTable("sessions")
      .set((eb) => ({
        revoked_at: now,
        revoke_reason: "restored" as const,
        updated_at: now,
        version: eb("version", "+", 1),
      }))
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    await writer.deleteFrom("signing_keys").execute();
    // A link that was used after the backup must not work again.
    await writer.deleteFrom("one_time_codes").execute();
    await appendAuditEvent(writer, context, {
      type: "database.restored",
      changes: [{ field: "endedSessions", before: null, after: Number(numUpdatedRows) }],
    });
  });
}
