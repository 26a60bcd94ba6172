import type { Mail } from "./mailer.ts";

export interface Recipient {
  email: string;
  firstName: string;
  lastName: string;
}

const to = ({ email, firstName, lastName }: Recipient) => ({
  name: `${firstName} ${lastName}`,
  address: email,
});

/** What an invited person reads. */
export const invitationMail = (recipient: Recipient, url: string): Mail => ({
  to: to(recipient),
  subject: "Your invitation to Gatehouse",
  text: `Hello ${recipient.firstName},

you have been invited to Gatehouse. Choose a password here, and you are in:

${url}

The link works once, and for seven days.
`,
});

/** What somebody reads who has asked for a new password, or for whom a stranger has. */
export const passwordResetMail = (recipient: Recipient, url: string): Mail => ({
  to: to(recipient),
  subject: "A new password for Gatehouse",
  text: `Hello ${recipient.firstName},

somebody, probably you, has asked for a new password. Choose it here:

${url}

The link works once, and for one hour. If it was not you, do nothing: your password stays as it is.
`,
});

export interface SecurityNotice {
  sentence: string;
  now: number;
  address: string | null;
  /** Where the admin is. */
  url: string;
}

/** What somebody reads when how one gets into his account has changed. No word in it is a stranger's. */
export const securityNoticeMail = (recipient: Recipient, notice: SecurityNotice): Mail => ({
  to: to(recipient),
  subject: "Your Gatehouse account",
  text: `Hello ${recipient.firstName},

${notice.sentence}

When: ${new Date(notice.now).toISOString()}
From: ${notice.address ?? "the machine itself"}

If it was you, there is nothing to do. If not: change your password, sign out all other devices
at ${notice.url}/profile/sessions, and tell an administrator.
`,
});
