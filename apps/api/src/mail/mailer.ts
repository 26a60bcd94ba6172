import type { FastifyBaseLogger } from "fastify";
import { createTransport } from "nodemailer";
import { isLoopbackUrl } from "../config-validators.ts";

export interface Mail {
  to: { name: string; address: string };
  subject: string;
  text: string;
}

/** Hands a mail to the SMTP server. False where that did not take it, which the log tells; it never throws. */
export type SendMail = (mail: Mail) => Promise<boolean>;

const productName = "Gatehouse";
const timeoutsMs = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };

interface MailerOptions {
  /** With an optional `?from=address`; without it `gatehouse@` and the host of the public URL. */
  smtpUrl: string;
  publicUrl: () => string;
  log: Pick<FastifyBaseLogger, "error">;
}

export function createMailer({ smtpUrl, publicUrl, log }: MailerOptions): SendMail {
  const from = new URL(smtpUrl).searchParams.get("from");
  const transport = createTransport(connectionUrl(smtpUrl));
  return async (mail) => {
    const address = from ?? `gatehouse@${new URL(publicUrl()).hostname}`;
    try {
      await transport.sendMail({ ...mail, from: { name: productName, address } });
      return true;
    } catch (error) {
      // Nothing else of the error: a server may repeat in its answer what it was sent.
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      log.error({ event: "mail.failed", code, responseCode }, "a mail could not be sent");
      return false;
    }
  };
}

/** What the operator's URL leaves open: one-time codes cross a network only encrypted, and nobody waits for long. */
function connectionUrl(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  url.searchParams.delete("from");
  const defaults = { ...timeoutsMs, requireTLS: !isLoopbackUrl(smtpUrl) };
  for (const [name, value] of Object.entries(defaults)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value));
  }
  return url.href;
}
