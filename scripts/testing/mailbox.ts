import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { vi } from "vitest";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and text, unfolded. */
  source: string;
}

export type Mailbox = Awaited<ReturnType<typeof startMailbox>>;

/** A real SMTP server in this process, which takes mail from whoever has the password, until it is closed. */
export async function startMailbox({ refuses = false, heldUntil = Promise.resolve() } = {}) {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth: ({ username, password }, _session, answer) =>
      username === mailUser && password === mailPassword
        ? answer(null, { user: username })
        : answer(new Error("Wrong user or password")),
    onRcptTo: (_address, _session, answer) =>
      refuses ? answer(Object.assign(new Error("Mailbox full"), { responseCode: 552 })) : answer(),
    onData: (stream, { envelope }, answer) => {
      const receive = async () => {
        await heldUntil;
        const source = unfold(await text(stream));
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), source });
        answer();
      };
      void receive();
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  const credentials = `${encodeURIComponent(mailUser)}:${encodeURIComponent(mailPassword)}`;
  return {
    mails,
    url: `smtp://${credentials}@127.0.0.1:${port}`,
    /** The next mail, when it has come. */
    next: () => vi.waitUntil(() => mails.at(-1), { timeout: 5000 }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const mailUser = "gatehouse@example.com";
export const mailPassword = "s3cret/for:mail";

/** Undoes quoted-printable, by which long lines are folded. */
const unfold = (source: string) =>
  source
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

/** The link's code in a mail. */
export const codeIn = ({ source }: ReceivedMail) => /#code=([\w-]+)/.exec(source)?.[1] ?? "";
