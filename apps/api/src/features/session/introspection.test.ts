import { expect, test } from "vitest";
import { createTestClock, engines } from "../../../test/build-test-app.ts";
import { buildTestBusiness } from "../../../test/build-test-business.ts";
import { personPassword } from "../../../test/people.ts";
import { call as callApp } from "../../../test/test-client.ts";
import { tamper } from "../../../test/token-forger.ts";

async function buildInspectedBusiness(engine: "sqlite" | "postgres" = "sqlite") {
  const clock = createTestClock();
  const business = await buildTestBusiness(engine, { clock });
  const { app, people } = business;
  const introspect = (token: string, bearer: string | undefined = people.admin.token) =>
    callApp(app, "POST", "/api/introspect", { bearer, form: { token, token_type_hint: "nonsense" } });
  const signInOffline = async () => {
    const person = { username: people.clerk.email, password: personPassword, scope: "offline_access" };
    const { body } = await callApp(app, "POST", "/api/token", { form: person });
    return { accessToken: String(body["access_token"]), refreshToken: String(body["refresh_token"]) };
  };
  const authenticateClient = async () => {
    const body = { name: "Resource server", role: "viewer" };
    const { clientId: client_id, clientSecret: client_secret } = (
      await business.call<{ clientId: string; clientSecret: string }>(
        people.admin,
        "POST",
        "/service-accounts",
        { body },
      )
    ).body;
    const form = { grant_type: "client_credentials", client_id, client_secret };
    return String((await callApp(app, "POST", "/api/token", { form })).body["access_token"]);
  };
  return { ...business, clock, introspect, signInOffline, authenticateClient };
}

test("introspection is for administrators and service accounts, by their own token (RFC 7662)", async () => {
  const { people, introspect, authenticateClient } = await buildInspectedBusiness();
  const { clerk } = people;
  const service = await authenticateClient();
  expect(await introspect(clerk.token, service)).toMatchObject({ status: 200, body: { active: true } });
  const refused = await introspect(clerk.token, clerk.token);
  expect(refused).toMatchObject({ status: 403, body: { code: "insufficient_scope" } });
  expect(refused.headers["www-authenticate"]).toContain('error="insufficient_scope"');
  expect(await introspect(clerk.token, "forged")).toMatchObject({ status: 401 });
});

test("a personal access token gives no right to introspect that its owner lacks", async () => {
  const { people, call, introspect } = await buildInspectedBusiness();
  const keyOf = async (person: (typeof people)["clerk"]) =>
    (await call<{ token: string }>(person, "POST", "/api-keys", { body: { name: "Gateway" } })).body.token;
  const refused = await introspect(people.clerk.token, await keyOf(people.clerk));
  expect(refused).toMatchObject({ status: 403, body: { code: "insufficient_scope" } });
  const allowed = await introspect(people.clerk.token, await keyOf(people.admin));
  expect(allowed).toMatchObject({ status: 200, body: { active: true } });
});

test.each(engines)("tokens without a session are described too, on %s", async (engine) => {
  const { people, call, introspect, authenticateClient } = await buildInspectedBusiness(engine);
  const service = await introspect(await authenticateClient());
  expect(service.body).toMatchObject({ active: true, token_type: "Bearer", role: "viewer" });
  expect(service.body).not.toHaveProperty("sid");
  const create = async (fields: object) =>
    (await call<{ id: string; token: string }>(people.clerk, "POST", "/api-keys", { body: fields })).body;
  const key = await create({ name: "Export", scope: "read" });
  const described = (await introspect(key.token)).body;
  expect(described).toMatchObject({ active: true, sub: people.clerk.id, role: "clerk", scope: "api:read" });
  expect(described).toHaveProperty("exp");
  const endless = (await introspect((await create({ name: "Endless", expiresAt: null })).token)).body;
  expect(endless).toMatchObject({ active: true, sub: people.clerk.id });
  expect(endless).not.toHaveProperty("exp");
  await call(people.clerk, "DELETE", `/api-keys/${key.id}`);
  expect((await introspect(key.token)).body).toEqual({ active: false });
});

test.each(engines)("a living token of either kind is described, on %s", async (engine) => {
  const { people, introspect, signInOffline } = await buildInspectedBusiness(engine);
  const { accessToken, refreshToken } = await signInOffline();
  const sub = people.clerk.id;
  const access = await introspect(accessToken);
  expect(access.body).toMatchObject({ active: true, token_type: "Bearer", sub, role: "clerk" });
  expect(access.headers["cache-control"]).toBe("no-store");
  const refresh = await introspect(refreshToken);
  expect(refresh.body).toMatchObject({ active: true, token_type: "refresh_token", sub });
});

test("a token that would not be accepted is inactive, and nothing else is said of it", async () => {
  const { app, clock, introspect, signInOffline } = await buildInspectedBusiness();
  const { accessToken, refreshToken } = await signInOffline();
  const changed = tamper(accessToken, { claims: { role: "admin" } });
  const ended = await signInOffline();
  await callApp(app, "POST", "/api/revoke", { form: { token: ended.refreshToken } });
  const idle = 604_800;
  const none = ["unknown", changed, `${refreshToken}x`, ended.accessToken, ended.refreshToken];
  for (const token of none) expect((await introspect(token)).body).toEqual({ active: false });
  clock.advanceSeconds(idle);
  const admin = await callApp(app, "POST", "/api/token", {
    form: { username: "admin@example.com", password: personPassword },
  });
  const bearer = String(admin.body["access_token"]);
  for (const token of [accessToken, refreshToken]) {
    expect((await introspect(token, bearer)).body).toEqual({ active: false });
  }
});

test("revocation says so where a token can't be revoked (RFC 7009 §2.2.1)", async () => {
  const { app, people, call, authenticateClient } = await buildInspectedBusiness();
  const key = await call<{ token: string }>(people.clerk, "POST", "/api-keys", { body: { name: "Export" } });
  for (const token of [await authenticateClient(), key.body.token]) {
    expect(await callApp(app, "POST", "/api/revoke", { form: { token } })).toMatchObject({
      status: 400,
      body: { error: "unsupported_token_type" },
    });
  }
});
