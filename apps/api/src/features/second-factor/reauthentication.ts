import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database, Writer } from "../../database/database.ts";
import { lockUser } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import type { PasswordAttempts } from "../../guessing/password-attempts.ts";
import { type OwnPassword, wrongPassword } from "../../password/own-password.ts";
import type { SpendOneTimePassword } from "./one-time-passwords.ts";
import type { Assertion, PasskeyAssertions } from "./passkey-assertions.ts";
import { noteProof, requireSession } from "./recent-proof.ts";

/** Shows again who one is, in the session that one is in. Each throws its own refusal. */
export interface Reauthentications {
  byPassword(userId: string, password: string, context: AuditContext): Promise<void>;
  byOneTimePassword(userId: string, otp: string, context: AuditContext): Promise<void>;
  byPasskey(userId: string, assertion: Assertion, context: AuditContext): Promise<void>;
}

interface ReauthenticationOptions {
  database: Database;
  ownPassword: OwnPassword;
  attempts: PasswordAttempts;
  clock: Clock;
  spend: SpendOneTimePassword;
  assertions: PasskeyAssertions;
}

const wrongCode = () =>
  new AppError("second_factor_invalid", { errors: { otp: "The code is wrong or was used before." } });

export function createReauthentications(options: ReauthenticationOptions): Reauthentications {
  const { database, ownPassword, attempts, clock, spend, assertions } = options;
  // The same count as for changing the password: a stolen session must not get a second one.
  const attemptOf = (userId: string) => ({ account: `own ${userId}` });

  return {
    async byPassword(userId, password, context) {
      const sid = requireSession(context);
      const hash = await ownPassword.verify(context, password, "password");
      await database.write(async (writer) => {
        const user = await lockUser(writer, userId);
        if (user?.password_hash !== hash) throw wrongPassword("password");
        await noteProof(writer, sid, ["pwd"], clock);
        await ownPassword.succeed(writer, userId);
        await auditProof(writer, context, sid, clock);
      });
    },

    async byOneTimePassword(userId, otp, context) {
      const sid = requireSession(context);
      const attempt = attemptOf(userId);
      await attempts.begin(attempt);
      await database.write(async (writer) => {
        await lockUser(writer, userId);
        if (!(await spend(writer, userId, otp, context))) throw wrongCode();
        await noteProof(writer, sid, ["otp", "mfa"], clock);
        await attempts.succeed(writer, attempt);
        await auditProof(writer, context, sid, clock);
      });
    },

    async byPasskey(userId, assertion, context) {
      const sid = requireSession(context);
      const passkey = await assertions.verify(assertion);
      if (passkey.userId !== userId) throw new AppError("passkey_invalid");
      await database.write(async (writer) => {
        await lockUser(writer, userId);
        await passkey.spend(writer);
        await noteProof(writer, sid, passkey.amr, clock);
        await auditProof(writer, context, sid, clock);
      });
    },
  };
}

const auditProof = (writer: Writer, context: AuditContext, sid: string, clock: Clock): Promise<void> =>
  appendAuditEvent(
    writer,
    context,
    { type: "session.reauthenticated", resource: "sessions", recordId: sid },
    clock.now(),
  );
