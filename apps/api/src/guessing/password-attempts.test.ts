import { expect, test } from "vitest";
import {
  buildTestApp,
  createTestClock,
  createTestDatabase,
  engines,
  sharedHasher,
  type TestApp,
  testPassword,
} from "../../test/build-test-app.ts";
import { registerUser } from "../../test/test-client.ts";
import { AppError } from "../errors.ts";
import { delayAfter } from "./password-attempts.ts";

const email = "ada@example.com";
const password = "correct horse battery staple";

interface Attempt {
  username?: string;
  password?: string;
  cookies?: Record<string, string>;
  remoteAddress?: string;
}

let lastAddress = 0;
/** Each from another address: what is limited here is the account. */
const nextAddress = () => `198.51.100.${(lastAddress += 1) % 250}`;

const signIn = (app: TestApp, { cookies = {}, remoteAddress = nextAddress(), ...fields }: Attempt = {}) =>
  app.inject({
    method: "POST",
    url: "/api/token",
    payload: { username: email, password, ...fields },
    cookies,
    remoteAddress,
  });

async function buildGuardedApp() {
  const clock = createTestClock();
  const app = await buildTestApp({ rateLimits: true }, { clock });
  const registered = await app.inject({
    method: "POST",
    url: "/api/register",
    payload: { email, password, passwordConfirm: password, firstName: "Ada", lastName: "Lovelace" },
  });
  const device = registered.cookies.find(({ name }) => name === "gatehouse-device");
  return {
    app,
    clock,
    device: device?.value ?? "",
    accessToken: registered.json<{ access_token: string }>().access_token,
  };
}

async function fail(app: TestApp, times: number, attempt: Attempt = {}) {
  for (let time = 0; time < times; time += 1) {
    const answer = await signIn(app, { password: "wrong", ...attempt });
    expect(answer.json()).toMatchObject({ error: "invalid_grant", code: "invalid_credentials" });
  }
}

test("counts no try that compared nothing", async () => {
  let isBusy = true;
  const verify = (hash: string, word: string) =>
    isBusy
      ? Promise.reject(new AppError("unavailable", { retryAfterSeconds: 2 }))
      : sharedHasher.verify(hash, word);
  const app = await buildTestApp({ rateLimits: true }, { hasher: { ...sharedHasher, verify } });
  await registerUser(app, email);
  for (let time = 0; time < 6; time += 1)
    expect((await signIn(app, { password: testPassword })).statusCode).toBe(503);
  isBusy = false;
  await fail(app, 4);
  expect((await signIn(app, { password: testPassword })).statusCode).toBe(200);
});

test("waits a second after the fifth failure, doubling to a minute", () => {
  expect([4, 5, 6, 7, 10, 11, 12, 1000].map(delayAfter)).toEqual([
    0, 1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000,
  ]);
});

test.each([email, "nobody@example.com"])(
  "slows the guessing of %s alike, whoever guesses",
  async (username) => {
    const { app, clock } = await buildGuardedApp();
    await fail(app, 5, { username });
    const refused = await signIn(app, { username, password: "wrong" });
    expect(refused.statusCode).toBe(429);
    expect(refused.headers["retry-after"]).toBe("1");
    expect(refused.headers["ratelimit"]).toMatch(/^"token";r=\d+;t=\d+$/);
    expect(refused.json()).toMatchObject({ error: "temporarily_unavailable", code: "rate_limited" });
    clock.advanceSeconds(1);
    await fail(app, 1, { username });
    expect((await signIn(app, { username, password: "wrong" })).headers["retry-after"]).toBe("2");
  },
);

test("refused tries don't count, and the right password ends it", async () => {
  const { app, clock } = await buildGuardedApp();
  await fail(app, 5);
  for (let time = 0; time < 10; time += 1) expect((await signIn(app)).statusCode).toBe(429);
  clock.advanceSeconds(1);
  expect((await signIn(app)).statusCode).toBe(200);
  await fail(app, 5);
});

test.each(engines)(
  "the tries at an account are counted for all processes together and outlive a restart, on %s",
  async (engine) => {
    const clock = createTestClock();
    const databaseUrl = await createTestDatabase(engine);
    const start = () => buildTestApp({ rateLimits: true, databaseUrl }, { clock });
    const [one, other] = [await start(), await start()];
    await registerUser(one);
    await fail(one, 3);
    await fail(other, 2);
    expect((await signIn(one)).statusCode).toBe(429);
    await Promise.all([one.close(), other.close()]);
    const restarted = await start();
    expect((await signIn(restarted)).statusCode).toBe(429);
    clock.advanceSeconds(1);
    expect((await signIn(restarted)).statusCode).toBe(200);
  },
);

test("the case of the email makes no second account to guess", async () => {
  const { app } = await buildGuardedApp();
  await fail(app, 3);
  await fail(app, 2, { username: "ADA@example.com" });
  expect((await signIn(app)).statusCode).toBe(429);
});

test("tries sent at once all count", async () => {
  const { app } = await buildGuardedApp();
  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(app, { password: "wrong" })));
  expect(answers.filter(({ statusCode }) => statusCode === 400)).toHaveLength(5);
  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7);
});

test("a stranger can't hold the door shut to a browser that signed in before", async () => {
  const { app, device } = await buildGuardedApp();
  await fail(app, 5);
  expect((await signIn(app)).statusCode).toBe(429);
  const cookies = { "gatehouse-device": device };
  const honest = await signIn(app, { cookies });
  expect(honest.statusCode).toBe(200);
  const loggedOut = await app.inject({ method: "POST", url: "/api/logout", cookies });
  expect(loggedOut.cookies.map(({ name }) => name)).not.toContain("gatehouse-device");
  await fail(app, 5, { cookies });
  expect((await signIn(app, { cookies })).statusCode).toBe(429);
});

test("a forged device, or one of another account, is a stranger", async () => {
  const { app, device } = await buildGuardedApp();
  await fail(app, 5);
  const [id = "", entry = ""] = device.split(":");
  const forged = [
    `${id}:${entry.slice(0, -22)}${"A".repeat(22)}`,
    `${"A".repeat(22)}:${entry}`,
    id,
    "x",
    "y".repeat(3000),
  ];
  for (const value of forged) {
    expect((await signIn(app, { cookies: { "gatehouse-device": value } })).statusCode).toBe(429);
  }
});

test("a changed password makes known browsers strangers", async () => {
  const { app, device, accessToken } = await buildGuardedApp();
  const newPassword = "another phrase that nobody guesses";
  const changed = await app.inject({
    method: "POST",
    url: "/api/me/password",
    headers: { authorization: `Bearer ${accessToken}` },
    payload: { currentPassword: password, newPassword },
  });
  expect(changed.statusCode).toBe(204);
  await fail(app, 5);
  const known = await signIn(app, { password: newPassword, cookies: { "gatehouse-device": device } });
  expect(known.statusCode).toBe(429);
});

test("guessing the current password with a stolen token is slowed too", async () => {
  const { app, accessToken } = await buildGuardedApp();
  const change = (currentPassword: string) =>
    app.inject({
      method: "POST",
      url: "/api/me/password",
      headers: { authorization: `Bearer ${accessToken}` },
      payload: { currentPassword, newPassword: "another phrase that nobody guesses" },
    });
  for (let time = 0; time < 5; time += 1)
    expect((await change("wrong")).json()).toMatchObject({ code: "wrong_password" });
  expect((await change(password)).json()).toMatchObject({ status: 429, code: "rate_limited" });
});

test("on https every cookie is bound to the host", async () => {
  const app = await buildTestApp({ publicUrl: "https://admin.example.com", rateLimits: true });
  const { cookies } = await app.inject({
    method: "POST",
    url: "/api/register",
    payload: { email, password, passwordConfirm: password, firstName: "Ada", lastName: "Lovelace" },
  });
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(["__Host-gatehouse", "__Host-gatehouse-device"]);
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Strict", path: "/" });
    expect(cookie).not.toHaveProperty("domain");
  }
});

test("a client that is no browser gets no cookie at all", async () => {
  const { app } = await buildGuardedApp();
  const answer = await app.inject({
    method: "POST",
    url: "/api/token",
    payload: { username: email, password, scope: "offline_access" },
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["set-cookie"]).toBeUndefined();
});
