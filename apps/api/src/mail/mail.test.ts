import { Writable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { codeIn, mailPassword, startMailbox } from "../../../../scripts/testing/mailbox.ts";
import { createTestClock, testOrigin } from "../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import { readConfig } from "../config.ts";

const newPassword = "a new password that is long";
const nadia = { email: "nadia@example.com", firstName: "Nadia", lastName: "Haddad", role: "clerk" };

const invite = ({ people, call }: TestBusiness) =>
  call<{ id: string; invitationUrl?: string }>(people.admin, "POST", "/users", { body: nadia });

const ask = ({ app }: TestBusiness, email: string) =>
  app.inject({ method: "POST", url: "/api/password-reset", payload: { email } });

const spend = ({ app }: TestBusiness, path: string, code: string) =>
  app.inject({ method: "POST", url: `/api/${path}`, payload: { code, password: newPassword } });

/** A mailbox for the test that asks for it. */
async function openMailbox(options?: Parameters<typeof startMailbox>[0]) {
  const mailbox = await startMailbox(options);
  onTestFinished(mailbox.close);
  return mailbox;
}

/** A logger, and the lines that it has written. */
function createLog() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, logger: { level: "trace", stream } };
}

test.each(["mail.example.com", "http://mail.example.com", "smtp://u:hunter2@host?from=nobody"])(
  "refuses SMTP_URL=%s at start without repeating it, beside what else is wrong",
  (url) => {
    const read = () => readConfig({ SMTP_URL: url, PORT: "x" });
    expect(read).toThrow(/PORT accepted: [^]*SMTP_URL accepted: smtp:/);
    expect(read).not.toThrow(url);
  },
);

test("an invitation is mailed, and its link is in no answer", async () => {
  const mailbox = await openMailbox();
  const business = await buildTestBusiness("sqlite", {}, { smtpUrl: mailbox.url });
  const answer = await invite(business);
  expect(answer.status).toBe(201);
  expect(answer.body).not.toHaveProperty("invitationUrl");
  const mail = await mailbox.next();
  expect(mail).toMatchObject({ from: "gatehouse@localhost", to: [nadia.email] });
  expect(mail.source).toContain("To: Nadia Haddad <nadia@example.com>");
  expect(mail.source).toContain(`${testOrigin}/invitation#code=`);
  expect((await spend(business, "invitations/accept", codeIn(mail))).statusCode).toBe(201);
});

test("the sender is the one of the URL", async () => {
  const mailbox = await openMailbox();
  const smtpUrl = `${mailbox.url}?from=office@example.com`;
  await invite(await buildTestBusiness("sqlite", {}, { smtpUrl }));
  expect((await mailbox.next()).from).toBe("office@example.com");
});

test("an invitation that can't be mailed is shown, and the log says so without any secret", async () => {
  const mailbox = await openMailbox({ refuses: true });
  const { lines, logger } = createLog();
  const business = await buildTestBusiness("sqlite", { logger }, { smtpUrl: mailbox.url });
  const answer = await invite(business);
  expect(answer.status).toBe(201);
  const code = answer.body.invitationUrl?.split("#code=")[1] ?? "";
  expect((await spend(business, "invitations/accept", code)).statusCode).toBe(201);
  const failures = lines.filter((line) => line.includes('"event":"mail.failed"'));
  expect(failures).toHaveLength(1);
  expect(failures[0]).toContain('"responseCode":552');
  const log = lines.join("");
  for (const secret of [mailPassword, encodeURIComponent(mailPassword), code, "smtp://"]) {
    expect(log).not.toContain(secret);
  }
});

test("an invitation that was refused is not mailed", async () => {
  const mailbox = await openMailbox();
  const business = await buildTestBusiness("sqlite", {}, { smtpUrl: mailbox.url });
  await invite(business);
  await mailbox.next();
  expect((await invite(business)).status).toBe(409);
  await business.app.close();
  expect(mailbox.mails).toHaveLength(1);
});

test("a forgotten password is replaced by a mailed link, once", async () => {
  const mailbox = await openMailbox();
  const business = await buildTestBusiness("sqlite", {}, { smtpUrl: mailbox.url });
  expect((await ask(business, business.people.clerk.email.toUpperCase())).statusCode).toBe(202);
  const mail = await mailbox.next();
  expect(mail.to).toEqual([business.people.clerk.email]);
  const confirm = () => spend(business, "password-reset/confirm", codeIn(mail));
  expect((await confirm()).statusCode).toBe(204);
  expect((await confirm()).json()).toMatchObject({ code: "code_invalid" });
  const events = await business.call<{ type: string }[]>(business.people.admin, "GET", "/audit-events", {
    query: { filter: { recordId: business.people.clerk.id, type: "password.reset_requested" } },
  });
  expect(events.body).toHaveLength(1);
});

test("nobody is told whether there is an account, and strangers' addresses get no mail", async () => {
  const mailbox = await openMailbox();
  const business = await buildTestBusiness("sqlite", {}, { smtpUrl: mailbox.url });
  const { people, call, app } = business;
  await call(people.admin, "POST", `/users/${people.viewer.id}/disable`);
  const answers = [];
  for (const email of ["nobody@example.com", people.viewer.email, people.clerk.email]) {
    const { statusCode, body } = await ask(business, email);
    answers.push({ statusCode, body });
  }
  expect(answers).toEqual(answers.map(() => ({ statusCode: 202, body: "null" })));
  // Closing waits for what has begun.
  await app.close();
  expect(mailbox.mails.map(({ to }) => to)).toEqual([[people.clerk.email]]);
});

test("what is no address is refused in words that a form can show", async () => {
  const answer = await ask(await buildTestBusiness("sqlite"), "a@b");
  expect(answer.json()).toMatchObject({
    code: "validation_failed",
    message: "email must be an email address",
    errors: { email: "must be an email address" },
  });
});

test("asking again at once neither fills the mailbox nor ends the link that was sent", async () => {
  const mailbox = await openMailbox();
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock }, { smtpUrl: mailbox.url });
  const { email } = business.people.clerk;
  await ask(business, email);
  const first = await mailbox.next();
  await ask(business, email);
  clock.advanceSeconds(301);
  await ask(business, email);
  await expect.poll(() => mailbox.mails.length).toBe(2);
  expect((await spend(business, "password-reset/confirm", codeIn(first))).statusCode).toBe(403);
  const second = mailbox.mails[1];
  expect((await spend(business, "password-reset/confirm", second ? codeIn(second) : "")).statusCode).toBe(
    204,
  );
});

test("the answer does not wait for the mail server", async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const mailbox = await openMailbox({ heldUntil: held });
  const business = await buildTestBusiness("sqlite", {}, { smtpUrl: mailbox.url });
  expect((await ask(business, business.people.clerk.email)).statusCode).toBe(202);
  expect(mailbox.mails).toEqual([]);
  letGo();
  await mailbox.next();
});

test("without mail nothing is sent and no code is made", async () => {
  const business = await buildTestBusiness("sqlite");
  expect((await ask(business, business.people.clerk.email)).statusCode).toBe(202);
  expect((await invite(business)).body.invitationUrl).toContain("/invitation#code=");
  const codes = await business.database.read.selectFrom("one_time_codes").select("purpose").execute();
  expect(codes).toEqual([{ purpose: "invitation" }]);
});
