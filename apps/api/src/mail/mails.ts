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
