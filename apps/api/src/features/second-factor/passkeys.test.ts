import type { AddedPasskey, Passkey, SecondFactor } from "@gatehouse/shared/second-factor";
import type { Session } from "@gatehouse/shared/sessions";
import type { TokenResponse } from "@gatehouse/shared/session-api";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  buildTestApp,
  createTestClock,
  createTestDatabase,
  type Engine,
  engines,
  type TestApp,
} from "../../../test/build-test-app.ts";
import { tryToken } from "../../../test/second-factor.ts";
import { createSoftAuthenticator, type SoftAuthenticator } from "../../../test/soft-authenticator.ts";
import { call, refresh, registerUser } from "../../../test/test-client.ts";
import { openDatabase } from "../../database/open-database.ts";

type Challenge = { challenge: string; [more: string]: unknown };
type Lies = Parameters<SoftAuthenticator["get"]>[1];

async function addPasskey(app: TestApp, bearer: string, authenticator: SoftAuthenticator, lies?: Lies) {
  const path = "/api/me/passkeys/registration-options";
  const { body: options } = await call<Challenge>(app, "POST", path, { bearer });
  const body = { name: "Laptop", credential: authenticator.create(options.challenge, lies) };
  return { options, answer: await call<AddedPasskey>(app, "POST", "/api/me/passkeys", { bearer, body }) };
}

async function challengeOf(app: TestApp): Promise<string> {
  const { body } = await call<Challenge>(app, "POST", "/api/passkeys/authentication-options");
  return body.challenge;
}

const authenticate = (app: TestApp, credential: object, more: object = {}) =>
  call<TokenResponse & { code?: string }>(app, "POST", "/api/passkeys/authentication", {
    body: { credential, ...more },
  });

async function setUp(engine: Engine = "sqlite") {
  const clock = createTestClock();
  const app = await buildTestApp({}, { clock, engine });
  const { accessToken: bearer } = await registerUser(app);
  const authenticator = createSoftAuthenticator();
  const { options, answer } = await addPasskey(app, bearer, authenticator);
  const get = async (lies?: Lies) => authenticator.get(await challengeOf(app), lies);
  return { app, clock, bearer, authenticator, options, added: answer, get };
}

describe.each(engines)("a passkey, on %s", (engine) => {
  test("is made for this site with the person's own consent, and signs in alone", async () => {
    const { app, options, added, get } = await setUp(engine);
    expect(options).toMatchObject({
      rp: { id: "localhost" },
      user: { name: "ada@example.com" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ name: "Laptop", lastUsedAt: null, synced: false });
    expect(added.body.recoveryCodes).toHaveLength(10);

    const signedIn = await authenticate(app, await get());
    expect(signedIn.status).toBe(200);
    expect(signedIn.body).toMatchObject({ token_type: "Bearer", scope: "api" });
    const refreshed = await refresh(app, signedIn.setCookie ?? "");
    expect(refreshed.status).toBe(200);
    const bearer = refreshed.body.access_token;
    const { body: sessions } = await call<Session[]>(app, "GET", "/api/me/sessions", { bearer });
    expect(sessions.find(({ current }) => current)?.amr).toEqual(["hwk", "user", "mfa"]);
    const { body: passkeys } = await call<Passkey[]>(app, "GET", "/api/me/passkeys", { bearer });
    expect(passkeys).toMatchObject([{ name: "Laptop", lastUsedAt: expect.any(String) as string }]);
  });

  test("each challenge signs in once, even at the same moment", async () => {
    const { app, get } = await setUp(engine);
    const assertion = await get();
    const answers = await Promise.all([authenticate(app, assertion), authenticate(app, assertion)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
    expect((await authenticate(app, assertion)).body).toMatchObject({ code: "passkey_invalid" });
  });
});

test("makes the password alone not enough any more; a recovery code helps where the passkey is not", async () => {
  const { app, added } = await setUp();
  expect((await tryToken(app)).body).toMatchObject({
    code: "second_factor_required",
    methods: ["recovery_code", "passkey"],
  });
  expect((await tryToken(app, { otp: added.body.recoveryCodes[0] ?? "" })).status).toBe(200);
});

test("gives a client that is no browser its refresh token in the body", async () => {
  const { app, get } = await setUp();
  const answer = await authenticate(app, await get(), { scope: "offline_access" });
  expect(answer.setCookie).toBeUndefined();
  expect(answer.body).toMatchObject({
    scope: "api offline_access",
    refresh_token: expect.any(String) as string,
  });
});

test.each<[string, Lies]>([
  ["from another site", { origin: "https://gatehouse.example.net" }],
  ["for another site", { rpId: "example.net" }],
  ["that nobody opened with a PIN or a finger", { isUserVerified: false }],
  ["that is signed with another key", { isForged: true }],
  ["of another account", { userHandle: "0199b1a4-7c00-7000-8000-000000000001" }],
])("refuses an answer %s", async (_name, lies) => {
  const { app, get } = await setUp();
  const answer = await authenticate(app, await get(lies));
  expect(answer.status).toBe(400);
  expect(answer.body.code).toBe("passkey_invalid");
  expect(answer.setCookie).toBeUndefined();
});

test("refuses a passkey that was not opened by its owner, already when it is added", async () => {
  const { app, bearer } = await setUp();
  for (const lies of [
    { origin: "https://example.net" },
    { rpId: "example.net" },
    { isUserVerified: false },
  ]) {
    const { answer } = await addPasskey(app, bearer, createSoftAuthenticator(), lies);
    expect(answer.body).toMatchObject({ status: 400, code: "passkey_invalid" });
  }
});

test("refuses a challenge that is old, made up, or for adding a passkey", async () => {
  const { app, clock, bearer, authenticator, get } = await setUp();
  const path = "/api/me/passkeys/registration-options";
  const { body: adding } = await call<Challenge>(app, "POST", path, { bearer });
  const refused = async (assertion: object) =>
    expect((await authenticate(app, assertion)).body).toMatchObject({ code: "passkey_invalid" });
  await refused(authenticator.get(adding.challenge));
  const old = await get();
  clock.advanceSeconds(301);
  await refused(old);
  await refused(authenticator.get("made-up"));
});

test("refuses a copied device, whose counter falls behind", async () => {
  const { app, authenticator, get } = await setUp();
  expect((await authenticate(app, await get())).status).toBe(200);
  authenticator.rewind(1);
  expect((await authenticate(app, await get())).body).toMatchObject({ code: "passkey_invalid" });
});

test.each(["disabled_at", "deleted_at"] as const)("opens no account that is %s", async (column) => {
  const databaseUrl = await createTestDatabase("sqlite");
  const app = await buildTestApp({ databaseUrl });
  const { accessToken } = await registerUser(app);
  const authenticator = createSoftAuthenticator();
  await addPasskey(app, accessToken, authenticator);
  const assertion = authenticator.get(await challengeOf(app));
  const database = await openDatabase(databaseUrl);
  onTestFinished(() => database.close());
  await database.write((writer) =>
    writer
      .updateTable("users")
      .set({ [column]: 1 })
      .execute(),
  );
  const refused = await authenticate(app, assertion);
  expect(refused.setCookie).toBeUndefined();
  expect(refused.body).toMatchObject({ status: 400, code: "passkey_invalid" });
});

test("is renamed and given up by its owner only", async () => {
  const { app, bearer, added, get } = await setUp();
  const path = `/api/me/passkeys/${added.body.id}`;
  const other = await registerUser(app, "grace@example.com");
  const theirs = { bearer: other.accessToken, body: { name: "Mine now" } };
  expect((await call(app, "PATCH", path, theirs)).status).toBe(404);
  expect((await call(app, "DELETE", path, { bearer: other.accessToken })).status).toBe(404);
  const renamed = await call<Passkey>(app, "PATCH", path, { bearer, body: { name: "Old laptop" } });
  expect(renamed.body.name).toBe("Old laptop");
  expect((await call(app, "DELETE", path, { bearer })).status).toBe(204);
  expect((await authenticate(app, await get())).body).toMatchObject({ code: "passkey_invalid" });
  expect((await tryToken(app)).status).toBe(200);
});

test("shows again who one is", async () => {
  const { app, get } = await setUp();
  const signedIn = await authenticate(app, await get());
  const bearer = signedIn.body.access_token;
  const body = { credential: await get() };
  expect((await call(app, "POST", "/api/me/reauthenticate", { bearer, body })).status).toBe(204);
  const again = await call(app, "POST", "/api/me/reauthenticate", { bearer, body });
  expect(again.body).toMatchObject({ code: "passkey_invalid" });
  const other = await registerUser(app, "grace@example.com");
  const borrowed = { bearer: other.accessToken, body: { credential: await get() } };
  expect((await call(app, "POST", "/api/me/reauthenticate", borrowed)).body).toMatchObject({
    code: "passkey_invalid",
  });
  const { body: state } = await call<SecondFactor>(app, "GET", "/api/me/second-factor", { bearer });
  expect(state).toMatchObject({ passkeys: 1, verified: true });
});

test("is not asked for, nor taken, from a foreign page", async () => {
  const { app, get } = await setUp();
  const headers = { origin: "https://example.net", "sec-fetch-site": "cross-site" };
  const asked = await call(app, "POST", "/api/passkeys/authentication-options", { headers });
  expect(asked.body).toMatchObject({ status: 403, code: "origin_not_allowed" });
  const body = { credential: await get() };
  const sent = await call(app, "POST", "/api/passkeys/authentication", { headers, body });
  expect(sent.body).toMatchObject({ status: 403, code: "origin_not_allowed" });
});

test("an account with as many as it can have gets no more", async () => {
  const { app, bearer } = await setUp();
  for (let count = 1; count < 20; count += 1) await addPasskey(app, bearer, createSoftAuthenticator());
  const path = "/api/me/passkeys/registration-options";
  expect((await call(app, "POST", path, { bearer })).body).toMatchObject({
    status: 409,
    code: "too_many_passkeys",
  });
});
