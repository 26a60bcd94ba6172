import { Writable } from "node:stream";
import { expect, test, vi } from "vitest";
import { buildTestApp, createTestClock, type TestApp } from "../../../test/build-test-app.ts";

const administrator = {
  email: "first@example.com",
  password: "a long enough phrase",
  firstName: "Ada",
  lastName: "Lovelace",
};
const daySeconds = 24 * 3600;

/** A server that listens for the first time, and the code it printed. */
async function startFresh({ clock = createTestClock(), level = "info" } = {}) {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const app = await buildTestApp({}, { clock, logger: { level, stream } });
  await app.listen({ port: 0 });
  const links = await vi.waitUntil(() => {
    const found = lines.flatMap((line) => /http:[^"]+\/setup#code=[\w-]+/.exec(line) ?? []);
    return found.length > 0 && found;
  });
  return { app, links, code: links[0]?.split("=")[1] ?? "", clock };
}

const setUp = (app: TestApp, code: string, fields: object = {}) =>
  app.inject({ method: "POST", url: "/api/setup", payload: { ...administrator, code, ...fields } });

test("prints one link, whose code makes the first administrator and signs him in", async () => {
  const { app, links, code } = await startFresh();
  expect(links).toEqual([expect.stringMatching(/^http:\/\/localhost:3000\/setup#code=[\w-]{43}$/)]);
  const answer = await setUp(app, code);
  expect(answer.statusCode).toBe(201);
  expect(answer.cookies).toEqual([expect.objectContaining({ name: "gatehouse", httpOnly: true })]);
  const { access_token } = answer.json<{ access_token: string }>();
  const headers = { authorization: `Bearer ${access_token}` };
  const me = await app.inject({ url: "/api/me", headers });
  expect(me.json()).toMatchObject({ email: administrator.email, role: "admin" });
  const user = await app.inject({ url: `/api/users/${me.json<{ id: string }>().id}`, headers });
  expect(user.json<{ lastSignInAt: unknown }>().lastSignInAt).toBeTypeOf("string");
});

test.each(["error", "silent"])("prints the link at LOG_LEVEL=%s too", async (level) => {
  const { links } = await startFresh({ level });
  expect(links).toHaveLength(1);
});

test("a code works once, and nothing does once there is a user", async () => {
  const { app, code } = await startFresh();
  await setUp(app, code);
  for (const again of [code, "another"]) {
    const answer = await setUp(app, again, { email: "second@example.com" });
    expect(answer.statusCode).toBe(410);
    expect(answer.json()).toMatchObject({ code: "setup_done" });
  }
});

test("of two that finish at once one becomes the administrator", async () => {
  const { app, code } = await startFresh();
  const answers = await Promise.all([setUp(app, code), setUp(app, code, { email: "second@example.com" })]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 410]);
});

test("refuses a wrong code and one that is a day old", async () => {
  const { app, code, clock } = await startFresh();
  expect((await setUp(app, `${code}x`)).json()).toMatchObject({ status: 403, code: "code_invalid" });
  clock.advanceSeconds(daySeconds + 1);
  expect((await setUp(app, code)).json()).toMatchObject({ status: 403, code: "code_invalid" });
});

test("a refused password leaves the code as it was", async () => {
  const { app, code } = await startFresh();
  expect((await setUp(app, code, { password: "short" })).json()).toMatchObject({
    code: "password_too_short",
    errors: { password: expect.any(String) as string },
  });
  expect((await setUp(app, code)).statusCode).toBe(201);
});

test("says how one may sign in, and nothing of demo accounts where there are none", async () => {
  const app = await buildTestApp({ registration: "closed", passwordMinLength: 12 });
  expect((await app.inject("/api/sign-in-options")).json()).toEqual({
    registration: "closed",
    passwordMinLength: 12,
    hasMail: false,
    demoAccounts: [],
    demoPassword: null,
  });
});

test("says that there is mail where it is set up, and nothing of where", async () => {
  const app = await buildTestApp({ smtpUrl: "smtp://office:hunter2@mail.example.com" });
  const { body } = await app.inject("/api/sign-in-options");
  expect(JSON.parse(body)).toMatchObject({ hasMail: true });
  expect(body).not.toContain("mail.example.com");
});
