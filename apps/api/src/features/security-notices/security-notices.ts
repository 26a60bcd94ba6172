import type { AuditEntry } from "../../audit/audit-log.ts";
import type { AuditListener } from "../../audit/audit-listeners.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import { findUser } from "../../database/user-queries.ts";
import type { SendMail } from "../../mail/mailer.ts";
import { securityNoticeMail } from "../../mail/mails.ts";
import type { WorkLater } from "../../work-after-answers.ts";

interface SecurityNoticesOptions {
  database: Pick<Database, "read">;
  clock: Clock;
  sendMail: SendMail;
  workLater: WorkLater;
  publicUrl: () => string;
}

/** What is told to the owner of an account, by what the audit log calls it (ASVS 6.3.5, 6.3.7). */
const sentences: Readonly<Record<string, string>> = {
  "password.changed": "The password of your account has been changed.",
  "second_factor.enrolled": "An authenticator app has been set up for your account.",
  "second_factor.removed": "The authenticator app has been removed from your account.",
  "second_factor.reset": "An administrator has taken all second factors of your account away.",
  "second_factor.recovery_code_used":
    "Somebody has signed in to your account with one of its recovery codes.",
  "second_factor.recovery_codes_renewed":
    "Your account has new recovery codes; the former ones count no longer.",
  "passkey.added": "A passkey has been added to your account.",
  "passkey.removed": "A passkey has been removed from your account.",
  "api-key.created": "A personal access token has been made, by which a program can act as you.",
  "refresh.reuse_detected":
    "A session of yours was used from elsewhere, as if it had been stolen. It has been ended.",
};

/** Mails the owner of an account what has changed in how one gets into it, so that he learns of it if it was not he. */
export function createSecurityNotices(options: SecurityNoticesOptions): AuditListener {
  const { database, clock, sendMail, workLater, publicUrl } = options;

  return (entry, context) => {
    const sentence = sentenceOf(entry);
    const userId = entry.resource === "users" ? entry.recordId : context.actorId;
    if (sentence === undefined || userId === undefined || userId === null) return;
    const now = clock.now();
    workLater(async () => {
      const user = await findUser(database.read, userId);
      if (!user) return;
      // Whoever has taken the account over gets the mail at its new address, its owner at the one from before.
      const email = emailBefore(entry) ?? user.email;
      const recipient = { email, firstName: user.first_name, lastName: user.last_name };
      const { address } = context;
      await sendMail(securityNoticeMail(recipient, { sentence, now, address, url: publicUrl() }));
    });
  };
}

const sentenceOf = (entry: AuditEntry): string | undefined =>
  emailBefore(entry) === undefined
    ? sentences[entry.type]
    : "The email by which you sign in has been changed: this address opens your account no longer.";

function emailBefore({ type, changes = [] }: AuditEntry): string | undefined {
  const change = type === "user.updated" ? changes.find(({ field }) => field === "email") : undefined;
  return typeof change?.before === "string" ? change.before : undefined;
}
