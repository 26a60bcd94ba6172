import type { SecondFactor, TotpEnrolment } from "@gatehouse/shared/second-factor";
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import {
  buildTestApp,
  createTestClock,
  createTestDatabase,
  type Engine,
  engines,
} from "../../../test/build-test-app.ts";
import { codeOf, enrolTotp, stepSeconds, tryToken } from "../../../test/second-factor.ts";
import { call, registerUser } from "../../../test/test-client.ts";

async function setUp(engine: Engine = "sqlite") {
  const clock = createTestClock();
  const app = await buildTestApp({}, { clock, engine });
  const session = await registerUser(app);
  return { app, clock, session };
}

describe.each(engines)("an authenticator app, on %s", (engine) => {
  test("is asked for once it is set up, and only after the right password", async () => {
    const { app, clock, session } = await setUp(engine);
    const { secret, recoveryCodes } = await enrolTotp(app, clock, session);
    expect(new Set(recoveryCodes).size).toBe(10);

    const without = await tryToken(app);
    expect(without.status).toBe(400);
    expect(without.body).toMatchObject({
      error: "invalid_grant",
      code: "second_factor_required",
      methods: ["otp", "recovery_code"],
    });
    expect(without.setCookie).toBeUndefined();
    const wrongPassword = await tryToken(app, { password: "not the password", otp: codeOf(secret, clock) });
    expect(wrongPassword.body).toMatchObject({ code: "invalid_credentials" });

    const signedIn = await tryToken(app, { otp: codeOf(secret, clock) });
    expect(signedIn.status).toBe(200);
    const { body: sessions } = await call<{ amr: string[]; current: boolean }[]>(
      app,
      "GET",
      "/api/me/sessions",
      { bearer: signedIn.body.access_token },
    );
    expect(sessions.find(({ current }) => current)?.amr).toEqual(["pwd", "otp", "mfa"]);
  });

  test("each code signs in once, even at the same moment", async () => {
    const { app, clock, session } = await setUp(engine);
    const { secret } = await enrolTotp(app, clock, session);
    const otp = codeOf(secret, clock);
    const answers = await Promise.all([
      tryToken(app, { otp }),
      tryToken(app, { otp }),
      tryToken(app, { otp }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
    const refused = answers.find(({ status }) => status === 400);
    expect(refused?.body).toMatchObject({ error: "invalid_grant", code: "second_factor_invalid" });
    // An older code than one that was used is no better.
    expect((await tryToken(app, { otp: codeOf(secret, clock, -stepSeconds) })).status).toBe(400);
    clock.advanceSeconds(stepSeconds);
    expect((await tryToken(app, { otp: codeOf(secret, clock) })).status).toBe(200);
  });

  test("each recovery code signs in once, however it is typed", async () => {
    const { app, clock, session } = await setUp(engine);
    const { recoveryCodes } = await enrolTotp(app, clock, session);
    const [first = "", second = ""] = recoveryCodes;
    const otp = first.toLowerCase().replaceAll("-", " ");
    const answers = await Promise.all([tryToken(app, { otp }), tryToken(app, { otp })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
    const bearer = (await tryToken(app, { otp: second })).body.access_token;
    const { body } = await call<SecondFactor>(app, "GET", "/api/me/second-factor", { bearer });
    expect(body).toEqual({
      totp: true,
      passkeys: 0,
      recoveryCodesLeft: 8,
      required: false,
      verified: true,
      methods: ["otp", "recovery_code"],
    });
    const renewed = await call<{ recoveryCodes: string[] }>(
      app,
      "POST",
      "/api/me/second-factor/recovery-codes",
      { bearer },
    );
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    expect((await tryToken(app, { otp: recoveryCodes[2] ?? "" })).status).toBe(400);
    expect((await tryToken(app, { otp: renewed.body.recoveryCodes[0] ?? "" })).status).toBe(200);
  });
});

test("a client that is no browser needs the code as well", async () => {
  const { app, clock, session } = await setUp();
  const { secret } = await enrolTotp(app, clock, session);
  const scope = "offline_access";
  expect((await tryToken(app, { scope })).body).toMatchObject({ code: "second_factor_required" });
  const body = { username: "ada@example.com", password: "x", scope, otp: 1 };
  expect((await call(app, "POST", "/api/token", { body })).body).toMatchObject({ code: "validation_failed" });
  const answer = await tryToken(app, { scope, otp: codeOf(secret, clock) });
  expect(answer.body.refresh_token).toEqual(expect.any(String));
  const refreshed = await call(app, "POST", "/api/token", {
    form: { grant_type: "refresh_token", refresh_token: answer.body.refresh_token ?? "" },
  });
  expect(refreshed.status).toBe(200);
});

test("counts only once it is confirmed by a code of its own", async () => {
  const { app, clock, session } = await setUp();
  const bearer = session.accessToken;
  const begun = await call<TotpEnrolment>(app, "POST", "/api/me/second-factor/totp", { bearer });
  expect(begun.status).toBe(201);
  expect(begun.body.uri).toContain("otpauth://totp/Gatehouse:ada%40example.com");
  expect((await tryToken(app)).status).toBe(200);
  const confirm = (code: string) =>
    call(app, "POST", "/api/me/second-factor/totp/confirm", { bearer, body: { code } });
  const wrong = await confirm("000000");
  expect(wrong.body).toMatchObject({
    code: "second_factor_invalid",
    errors: { code: expect.any(String) as string },
  });
  for (const strange of ["𐀀𐀀𐀀", "１２３４５６", "12345"]) {
    expect((await confirm(strange)).body).toMatchObject({ code: "second_factor_invalid" });
  }
  const code = codeOf(begun.body.secret, clock);
  expect((await confirm(code)).status).toBe(200);
  // The code that confirmed it is used up.
  expect((await tryToken(app, { otp: code })).body).toMatchObject({ code: "second_factor_invalid" });
});

test("a new app takes the place of the former one only when it is confirmed", async () => {
  const { app, clock, session } = await setUp();
  const former = await enrolTotp(app, clock, session);
  const bearer = session.accessToken;
  const begun = await call<TotpEnrolment>(app, "POST", "/api/me/second-factor/totp", { bearer });
  expect((await tryToken(app, { otp: codeOf(former.secret, clock) })).status).toBe(200);
  clock.advanceSeconds(stepSeconds);
  const body = { code: codeOf(begun.body.secret, clock) };
  const confirmed = await call(app, "POST", "/api/me/second-factor/totp/confirm", { bearer, body });
  // The recovery codes of before still count, so there are no new ones.
  expect(confirmed.body).toEqual({ recoveryCodes: [] });
  clock.advanceSeconds(stepSeconds);
  expect((await tryToken(app, { otp: codeOf(former.secret, clock) })).status).toBe(400);
  expect((await tryToken(app, { otp: codeOf(begun.body.secret, clock) })).status).toBe(200);
});

test("is given up by its owner, and the recovery codes go with it", async () => {
  const { app, clock, session } = await setUp();
  const { recoveryCodes } = await enrolTotp(app, clock, session);
  const bearer = session.accessToken;
  const remove = () => call(app, "DELETE", "/api/me/second-factor/totp", { bearer });
  expect((await remove()).status).toBe(204);
  expect((await remove()).body).toMatchObject({ code: "not_found" });
  expect((await tryToken(app)).status).toBe(200);
  const { body } = await call<SecondFactor>(app, "GET", "/api/me/second-factor", { bearer });
  expect(body).toMatchObject({ totp: false, recoveryCodesLeft: 0, methods: [] });
  expect(recoveryCodes).toHaveLength(10);
});

test("a code is good for its own half minute and one step either way", async () => {
  const { app, clock, session } = await setUp();
  const { secret } = await enrolTotp(app, clock, session);
  clock.advanceSeconds(10 * stepSeconds);
  const accepted = [];
  for (const offset of [-2, -1, 0, 1, 2]) {
    const { status } = await tryToken(app, { otp: codeOf(secret, clock, offset * stepSeconds) });
    if (status === 200) accepted.push(offset);
  }
  expect(accepted).toEqual([-1, 0, 1]);
});

test("guessing codes is slowed as guessing passwords is", async () => {
  const clock = createTestClock();
  const app = await buildTestApp({ rateLimits: true }, { clock });
  const session = await registerUser(app);
  const { secret } = await enrolTotp(app, clock, session);
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await tryToken(app, { otp: "000000" })).body).toMatchObject({ code: "second_factor_invalid" });
  }
  const delayed = await tryToken(app, { otp: codeOf(secret, clock) });
  expect(delayed.status).toBe(429);
  expect(delayed.headers["retry-after"]).toBe("1");
});

test("says in no claim of the token what second factor there is", async () => {
  const { app, clock, session } = await setUp();
  const { secret } = await enrolTotp(app, clock, session);
  const { body } = await tryToken(app, { otp: codeOf(secret, clock) });
  expect(decodeJwt(body.access_token)).not.toHaveProperty("amr");
});

test.each(engines)("outlives a change of the refresh key, on %s", async (engine) => {
  const clock = createTestClock();
  const databaseUrl = await createTestDatabase(engine);
  const [former, next] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
  const start = (refreshKeys: Buffer[]) => buildTestApp({ databaseUrl, refreshKeys }, { clock });
  const app = await start([former]);
  const { secret } = await enrolTotp(app, clock, await registerUser(app));
  await start([next, former]);
  const alone = await start([next]);
  expect((await tryToken(alone, { otp: codeOf(secret, clock) })).status).toBe(200);
});
