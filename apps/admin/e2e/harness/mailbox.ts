import { afterAll, beforeAll, vi } from "vitest";
import { codeIn, startMailbox, type Mailbox } from "../../../../scripts/testing/mailbox.ts";

/** A mail server for the tests of a file. */
export function useMailbox() {
  let mailbox: Mailbox;

  beforeAll(async () => {
    mailbox = await startMailbox();
  });

  afterAll(() => mailbox?.close());

  return {
    /** What `SMTP_URL` has to be. */
    get url() {
      return mailbox.url;
    },
    /** The code of the link in the last mail to an address, when that has come. */
    async codeFor(address: string): Promise<string> {
      const mail = await vi.waitUntil(() => mailbox.mails.findLast(({ to }) => to.includes(address)), {
        timeout: 10_000,
      });
      return codeIn(mail);
    },
  };
}
