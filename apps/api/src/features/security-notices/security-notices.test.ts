import { expect, onTestFinished, test } from "vitest";
import { startMailbox } from "../../../../../scripts/testing/mailbox.ts";
import { createTestClock } from "../../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";
import { personPassword } from "../../../test/people.ts";
import { codeOf, stepSeconds } from "../../../test/second-factor.ts";
import { call, refresh } from "../../../test/test-client.ts";

async function setUp() {
  const mailbox = await startMailbox();
  onTestFinished(mailbox.close);
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock }, { smtpUrl: mailbox.url });
  /** The mails that there are once all that was begun is done. */
  const readMails = async () => {
    await business.app.close();
    return mailbox.mails.map(({ to: [to], source }) => ({ to, source }));
  };
  return { business, clock, readMails };
}

const currentPassword = personPassword;

const enrol = async ({ people, call }: TestBusiness, clock: ReturnType<typeof createTestClock>) => {
  const { body } = await call<{ secret: string }>(people.clerk, "POST", "/me/second-factor/totp");
  const code = { code: codeOf(body.secret, clock) };
  const confirmed = await call<{ recoveryCodes: string[] }>(
    people.clerk,
    "POST",
    "/me/second-factor/totp/confirm",
    { body: code },
  );
  clock.advanceSeconds(stepSeconds);
  return confirmed.body.recoveryCodes;
};

test("the owner is told when his password changes: when, from where, and what to do if it was not he", async () => {
  const { business, readMails } = await setUp();
  const { people, call } = business;
  const body = { currentPassword, newPassword: "another long enough phrase" };
  const headers = { "user-agent": "Call this number at once" };
  expect((await call(people.clerk, "POST", "/me/password", { body, headers })).status).toBe(204);
  const mails = await readMails();
  expect(mails.map(({ to }) => to)).toEqual([people.clerk.email]);
  const [mail] = mails;
  expect(mail?.source).toContain("The password of your account has been changed.");
  expect(mail?.source).toContain("When: 2026-01-15T12:00:00.000Z");
  expect(mail?.source).toContain("From: 127.0.0.1");
  expect(mail?.source).not.toContain(headers["user-agent"]);
  expect(mail?.source).toContain("http://localhost:3000/profile/sessions");
  expect(mail?.source).not.toContain(body.newPassword);
});

test.each(["himself", "an administrator"])(
  "a change of the email by %s is told at the address from before",
  async (who) => {
    const { business, readMails } = await setUp();
    const { people, call } = business;
    const email = "moved@example.com";
    const changed =
      who === "himself"
        ? await call(people.clerk, "PATCH", "/me", { body: { email, currentPassword } })
        : await call(people.admin, "PATCH", `/users/${people.clerk.id}`, { body: { email } });
    expect(changed.status).toBe(200);
    const mails = await readMails();
    expect(mails.map(({ to }) => to)).toEqual([people.clerk.email]);
    expect(mails[0]?.source).toContain("this address opens your account no longer");
  },
);

test("the owner is told of factors and access tokens that come and go, and of a recovery code that is used", async () => {
  const { business, clock, readMails } = await setUp();
  const { app, people, call } = business;
  const [recoveryCode = ""] = await enrol(business, clock);
  const credentials = { username: people.clerk.email, password: personPassword, otp: recoveryCode };
  expect((await app.inject({ method: "POST", url: "/api/token", payload: credentials })).statusCode).toBe(
    200,
  );
  expect((await call(people.clerk, "POST", "/api-keys", { body: { name: "Job" } })).status).toBe(201);
  expect((await call(people.admin, "POST", `/users/${people.clerk.id}/reset-second-factor`)).status).toBe(
    204,
  );
  const mails = await readMails();
  expect(new Set(mails.map(({ to }) => to))).toEqual(new Set([people.clerk.email]));
  const told = mails.map(({ source }) => source).join("");
  for (const words of [
    "An authenticator app has been set up",
    "with one of its recovery codes",
    "A personal access token has been made",
    "An administrator has taken all second factors",
  ]) {
    expect(told).toContain(words);
  }
  expect(mails).toHaveLength(4);
});

test("the owner is told that a session of his was used from elsewhere", async () => {
  const { business, clock, readMails } = await setUp();
  const { app, people } = business;
  const form = { username: people.clerk.email, password: personPassword };
  const first = (await call(app, "POST", "/api/token", { form })).setCookie ?? "";
  clock.advanceSeconds(21);
  const second = (await refresh(app, first)).setCookie ?? "";
  clock.advanceSeconds(21);
  await refresh(app, second);
  expect((await refresh(app, first)).body.code).toBe("refresh_reused");
  const mails = await readMails();
  expect(mails.map(({ to }) => to)).toEqual([people.clerk.email]);
  expect(mails[0]?.source).toContain("A session of yours was used from elsewhere");
});

test("other changes, sign-ins and what is refused are no news", async () => {
  const { business, readMails } = await setUp();
  const { app, people, call } = business;
  await call(people.clerk, "PATCH", "/me", { body: { firstName: "Cleo" } });
  await call(people.admin, "PATCH", `/users/${people.clerk.id}`, { body: { role: "viewer" } });
  const wrong = { currentPassword: "a wrong one of some length", newPassword: "another long enough phrase" };
  await call(people.viewer, "POST", "/me/password", { body: wrong });
  await app.inject({
    method: "POST",
    url: "/api/token",
    payload: { username: people.clerk.email, password: "wrong" },
  });
  expect(await readMails()).toEqual([]);
});

test("without mail nobody is told, and everything works", async () => {
  const { people, call } = await buildTestBusiness("sqlite");
  const body = { currentPassword, newPassword: "another long enough phrase" };
  expect((await call(people.clerk, "POST", "/me/password", { body })).status).toBe(204);
});
