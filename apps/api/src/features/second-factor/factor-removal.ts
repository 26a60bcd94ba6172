import type { Role } from "@gatehouse/shared/roles";
import type { RecoveryCodes } from "@gatehouse/shared/second-factor";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database, Writer } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import { findEnrolledFactors, hasFactor } from "./enrolled-factors.ts";
import { requireRecentProof } from "./recent-proof.ts";
import { replaceRecoveryCodes } from "./recovery-codes.ts";

/** Taking one's own factors away. Throws `last_second_factor` where the role demands one and it is the last. */
export interface FactorRemoval {
  removeTotp(userId: string, context: AuditContext): Promise<void>;
  removePasskey(userId: string, passkeyId: string, context: AuditContext): Promise<void>;
  /** New recovery codes; the former ones count no longer. */
  renewRecoveryCodes(userId: string, context: AuditContext): Promise<RecoveryCodes>;
}

interface FactorRemovalOptions {
  database: Database;
  clock: Clock;
  isRequiredFor: (role: Role) => boolean;
}

export function createFactorRemoval({ database, clock, isRequiredFor }: FactorRemovalOptions): FactorRemoval {
  const remove = (
    userId: string,
    context: AuditContext,
    type: string,
    take: (writer: Writer) => Promise<bigint>,
  ) =>
    database.write(async (writer) => {
      const { role, token_version: tokenVersion } = await requireRecentProof(writer, userId, context, clock);
      if ((await take(writer)) !== 1n) throw new AppError("not_found");
      const isLast = !hasFactor(await findEnrolledFactors(writer, userId));
      if (isLast && isRequiredFor(role)) throw new AppError("last_second_factor");
      // Without a factor there is nothing that they would stand in for.
      if (isLast) await writer.deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
      // Whoever remembers that there is a factor looks again.
      await database.announce(writer, [{ kind: "user-changed", userId, tokenVersion, isActive: true }]);
      await appendAuditEvent(writer, context, { type, resource: "users", recordId: userId }, clock.now());
    });

  return {
    removeTotp: (userId, context) =>
      remove(userId, context, "second_factor.removed", async (writer) => {
        const { numDeletedRows } = await writer
          .deleteFrom("totp_factors")
          .where("user_id", "=", userId)
          .where("sealed_secret", "is not", null)
          .executeTakeFirst();
        return numDeletedRows;
      }),

    removePasskey: (userId, passkeyId, context) =>
      remove(userId, context, "passkey.removed", async (writer) => {
        const { numDeletedRows } = await writer
          .deleteFrom("passkeys")
          .where("user_id", "=", userId)
          .where("id", "=", passkeyId)
          .executeTakeFirst();
        return numDeletedRows;
      }),

    async renewRecoveryCodes(userId, context) {
      return await database.write(async (writer) => {
        await requireRecentProof(writer, userId, context, clock);
        if (!hasFactor(await findEnrolledFactors(writer, userId))) throw new AppError("not_found");
        const recoveryCodes = await replaceRecoveryCodes(writer, userId);
        const entry = { type: "second_factor.recovery_codes_renewed", resource: "users", recordId: userId };
        await appendAuditEvent(writer, context, entry, clock.now());
        return { recoveryCodes };
      });
    },
  };
}
