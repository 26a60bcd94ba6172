import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database, Writer } from "../../database/database.ts";
import { findUserByEmail, type UserRow } from "../../database/user-queries.ts";
import { passwordResetMail } from "../../mail/mails.ts";
import type { SendMail } from "../../mail/mailer.ts";
import { hasCodeSince, issueCode } from "../../one-time-codes/one-time-codes.ts";

export interface ForgottenPasswordOptions {
  database: Database;
  clock: Clock;
  publicUrl: () => string;
  sendMail: SendMail;
}

const lifetimeMs = 3_600_000;

/** How long a link is left alone: else a stranger could end it, or fill a mailbox, by asking again and again. */
const shortestIntervalMs = 5 * 60_000;

export type RequestPasswordReset = (email: string, context: AuditContext) => Promise<void>;

/** Mails a link for a new password to the account's owner, if there is such an account. */
export function createPasswordResetRequests(options: ForgottenPasswordOptions): RequestPasswordReset {
  const { database, clock, publicUrl, sendMail } = options;

  async function issue(writer: Writer, user: UserRow, context: AuditContext): Promise<string | undefined> {
    const now = clock.now();
    const purpose = "password_reset";
    if (await hasCodeSince(writer, { purpose, userId: user.id, since: now - shortestIntervalMs }))
      return undefined;
    const code = await issueCode(writer, { purpose, userId: user.id, now, lifetimeMs });
    const entry = { type: "password.reset_requested", resource: "users", recordId: user.id };
    await appendAuditEvent(writer, context, entry, now);
    return code;
  }

  return async function requestPasswordReset(email, context) {
    const user = await findUserByEmail(database.read, email);
    if (!user || user.disabled_at !== null) return;
    const code = await database.write((writer) => issue(writer, user, context));
    if (code === undefined) return;
    const recipient = { email: user.email, firstName: user.first_name, lastName: user.last_name };
    await sendMail(passwordResetMail(recipient, `${publicUrl()}/password-reset#code=${code}`));
  };
}
