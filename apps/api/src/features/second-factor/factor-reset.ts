import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import { noteEndedSessions } from "../../audit/note-ended-sessions.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import { bumpTokenVersion, lockUser } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import type { EndSessionsOf } from "../../session-port.ts";

/** Takes all second factors of somebody away who has lost them, and ends his sessions. */
export type ResetFactors = (userId: string, context: AuditContext) => Promise<void>;

interface FactorResetOptions {
  database: Database;
  clock: Clock;
  endSessionsOf: EndSessionsOf;
}

export function createFactorReset({ database, clock, endSessionsOf }: FactorResetOptions): ResetFactors {
  return async function resetFactors(userId, context) {
    await database.write(async (writer) => {
      if (!(await lockUser(writer, userId))) throw new AppError("not_found");
      for (const table of ["totp_factors", "recovery_codes", "passkeys"] as const) {
        await writer.deleteFrom(table).where("user_id", "=", userId).execute();
      }
      await bumpTokenVersion(database, writer, userId, clock.now());
      const ended = await endSessionsOf(writer, userId, "second_factor_reset");
      await noteEndedSessions(writer, ended, "second_factor_reset", context);
      const entry = { type: "second_factor.reset", resource: "users", recordId: userId };
      await appendAuditEvent(writer, context, entry, clock.now());
    });
  };
}
