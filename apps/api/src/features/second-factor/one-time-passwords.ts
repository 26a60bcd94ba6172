import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Writer } from "../../database/database.ts";
import type { Sealing } from "../../sealing/sealing.ts";
import { spendRecoveryCode } from "./recovery-codes.ts";
import { findTotpStep } from "./totp.ts";

/** Accepts an app's code or a recovery code, each once, in the caller's transaction; false where it is neither. */
export type SpendOneTimePassword = (
  writer: Writer,
  userId: string,
  typed: string,
  context: AuditContext,
) => Promise<boolean>;

const totpPattern = /^\d{6}$/;

export function createOneTimePasswords(options: { sealing: Sealing; clock: Clock }): SpendOneTimePassword {
  const { sealing, clock } = options;

  async function spendTotp(writer: Writer, userId: string, code: string): Promise<boolean> {
    const factor = await writer
      .selectFrom("totp_factors")
      .select("sealed_secret")
      .where("user_id", "=", userId)
      .executeTakeFirst();
    if (!factor?.sealed_secret) return false;
    const step = findTotpStep(sealing.open(factor.sealed_secret, userId).text, code, clock.now());
    if (step === undefined) return false;
    const { numUpdatedRows } = await writer
      .updateTable("totp_factors")
      .set({ last_step: step })
      .where("user_id", "=", userId)
      .where("sealed_secret", "=", factor.sealed_secret)
      .where("last_step", "<", step)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  return async function spendOneTimePassword(writer, userId, typed, context) {
    const code = typed.replaceAll(/\s/g, "");
    if (totpPattern.test(code)) return await spendTotp(writer, userId, code);
    if (!(await spendRecoveryCode(writer, userId, typed))) return false;
    const about = { ...context, actorId: userId };
    const entry = { type: "second_factor.recovery_code_used", resource: "users", recordId: userId };
    await appendAuditEvent(writer, about, entry, clock.now());
    return true;
  };
}
