import type { RecoveryCodes, TotpEnrolment } from "@gatehouse/shared/second-factor";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database, Writer } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import type { Sealing } from "../../sealing/sealing.ts";
import { noteProof, requireRecentProof, requireSession } from "./recent-proof.ts";
import { findEnrolledFactors } from "./enrolled-factors.ts";
import { replaceRecoveryCodes } from "./recovery-codes.ts";
import { findTotpStep, makeTotpSecret, totpUriOf } from "./totp.ts";

/** Setting an authenticator app up. The one from before counts until the new one is confirmed. */
export interface TotpEnrolments {
  begin(userId: string, context: AuditContext): Promise<TotpEnrolment>;
  /** Throws `second_factor_invalid` where the code is not the new app's. */
  confirm(userId: string, code: string, context: AuditContext): Promise<RecoveryCodes>;
}

interface TotpEnrolmentOptions {
  database: Database;
  sealing: Sealing;
  clock: Clock;
}

const pendingMs = 15 * 60_000;

const wrongCode = () =>
  new AppError("second_factor_invalid", { errors: { code: "The code is wrong. Try the next one." } });

export function createTotpEnrolments({ database, sealing, clock }: TotpEnrolmentOptions): TotpEnrolments {
  async function takePending(writer: Writer, userId: string, code: string) {
    const now = clock.now();
    const row = await writer
      .selectFrom("totp_factors")
      .select("pending_secret")
      .where("user_id", "=", userId)
      .where("pending_until", ">", now)
      .executeTakeFirst();
    if (!row?.pending_secret) throw wrongCode();
    const step = findTotpStep(sealing.open(row.pending_secret, userId).text, code.replaceAll(/\s/g, ""), now);
    if (step === undefined) throw wrongCode();
    const accepted = { sealed_secret: row.pending_secret, last_step: step };
    await writer
      .updateTable("totp_factors")
      .set({ ...accepted, pending_secret: null, pending_until: null })
      .where("user_id", "=", userId)
      .execute();
  }

  return {
    async begin(userId, context) {
      const secret = makeTotpSecret();
      const now = clock.now();
      const pending = { pending_secret: sealing.seal(secret, userId), pending_until: now + pendingMs };
      const email = await database.write(async (writer) => {
        const user = await requireRecentProof(writer, userId, context, clock);
        await writer
          .insertInto("totp_factors")
          .values({ user_id: userId, sealed_secret: null, last_step: 0, created_at: now, ...pending })
          .onConflict((conflict) => conflict.column("user_id").doUpdateSet(pending))
          .execute();
        return user.email;
      });
      return { secret, uri: totpUriOf(secret, email) };
    },

    async confirm(userId, code, context) {
      return await database.write(async (writer) => {
        await requireRecentProof(writer, userId, context, clock);
        await takePending(writer, userId, code);
        const { recoveryCodesLeft } = await findEnrolledFactors(writer, userId);
        const recoveryCodes = recoveryCodesLeft > 0 ? [] : await replaceRecoveryCodes(writer, userId);
        await noteProof(writer, requireSession(context), ["otp", "mfa"], clock);
        const entry = { type: "second_factor.enrolled", resource: "users", recordId: userId };
        await appendAuditEvent(writer, context, entry, clock.now());
        return { recoveryCodes };
      });
    },
  };
}
