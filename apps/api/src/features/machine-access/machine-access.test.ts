import { decodeJwt } from "jose";
import { expect, test, vi } from "vitest";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";
import { createTestClock, engines } from "../../../test/build-test-app.ts";
import { codeOf } from "../../../test/second-factor.ts";
import { bumpTokenVersion } from "../../database/user-queries.ts";

const future = "2099-01-01T00:00:00.000Z";

interface Created {
  id: string;
  token: string;
  clientId: string;
  clientSecret: string;
}

const bearer = (
  { app }: TestBusiness,
  token: string,
  url = "/api/invoices",
  method: "GET" | "POST" = "GET",
) =>
  app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}` },
    ...(method === "POST" && { payload: {} }),
  });

async function createKey(business: TestBusiness, fields: object = {}, role: "clerk" | "viewer" = "clerk") {
  const answer = await business.call<Created>(business.people[role], "POST", "/api-keys", {
    body: { name: "Nightly export", ...fields },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function createServiceAccount(business: TestBusiness) {
  const { people, call } = business;
  const body = { name: "Import job", role: "clerk" };
  return (await call<Created>(people.admin, "POST", "/service-accounts", { body })).body;
}

const authenticate = ({ app }: TestBusiness, id: string, secret: string) =>
  app.inject({
    method: "POST",
    url: "/api/token",
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: "grant_type=client_credentials",
  });

test("a personal access token is shown once and has its owner's rights", async () => {
  const business = await buildTestBusiness("sqlite");
  const { id, token } = await createKey(business);
  expect(token).toMatch(/^gh_pat_[\w-]{43}$/);
  const shown = await business.call(business.people.clerk, "GET", `/api-keys/${id}`);
  expect(shown.body).not.toHaveProperty("token");
  expect((await bearer(business, token)).statusCode).toBe(200);
  expect((await bearer(business, token)).statusCode).toBe(200);
  expect((await bearer(business, token, "/api/sessions")).json()).toMatchObject({
    code: "insufficient_scope",
  });
  const me = await bearer(business, token, "/api/me");
  expect(me.json()).toMatchObject({ id: business.people.clerk.id, sessionId: null });
});

test("a token for reading changes nothing", async () => {
  const business = await buildTestBusiness("sqlite");
  const { token } = await createKey(business, { scope: "read" });
  expect((await bearer(business, token)).statusCode).toBe(200);
  const refused = await bearer(business, token, "/api/customers", "POST");
  expect(refused.json()).toMatchObject({ status: 403, code: "insufficient_scope" });
  expect(refused.headers["www-authenticate"]).toContain('error="insufficient_scope"');
});

test("a token can't make another", async () => {
  const business = await buildTestBusiness("sqlite");
  const { token } = await createKey(business);
  const answer = await business.app.inject({
    method: "POST",
    url: "/api/api-keys",
    headers: { authorization: `Bearer ${token}` },
    payload: { name: "Another" },
  });
  expect(answer.json()).toMatchObject({ code: "insufficient_scope" });
});

test.each(engines)("everyone sees and revokes his own tokens only, on %s", async (engine) => {
  const business = await buildTestBusiness(engine);
  const { people, call } = business;
  const { id, token } = await createKey(business);
  for (const other of [people.admin, people.viewer]) {
    expect((await call(other, "GET", "/api-keys")).body).toEqual([]);
    expect((await call(other, "GET", `/api-keys/${id}`)).status).toBe(404);
    expect((await call(other, "DELETE", `/api-keys/${id}`)).status).toBe(404);
    expect((await call(other, "GET", "/api-keys", { query: { filter: { id: [id] } } })).body).toEqual([]);
  }
  expect((await bearer(business, token)).statusCode).toBe(200);
  expect((await call(people.clerk, "GET", "/api-keys")).body).toEqual([expect.objectContaining({ id })]);
  expect((await call(people.clerk, "DELETE", `/api-keys/${id}`)).status).toBe(200);
  expect((await bearer(business, token)).json()).toMatchObject({ status: 401, code: "token_invalid" });
  expect((await call(people.clerk, "GET", "/api-keys")).body).toEqual([]);
});

test("a token changes nothing by which its owner signs in, whatever password comes with it", async () => {
  const business = await buildTestBusiness("sqlite");
  const { people, call } = business;
  const { token } = await createKey(business);
  const job = { ...people.clerk, token };
  const currentPassword = "correct horse battery";
  for (const [method, path, body] of [
    ["POST", "/me/password", { currentPassword, newPassword: "another long enough phrase" }],
    ["PATCH", "/me", { currentPassword, email: "thief@example.com" }],
    ["DELETE", "/me/sessions", undefined],
  ] as const) {
    const refused = await call(job, method, path, { ...(body && { body }) });
    expect(refused.body).toMatchObject({ status: 403, code: "insufficient_scope" });
  }
  expect((await call(job, "PATCH", "/me", { body: { firstName: "Cleo" } })).status).toBe(200);
  expect((await call(people.clerk, "GET", "/me")).body).toMatchObject({ email: people.clerk.email });
});

test.each(engines)(
  "a token has no more rights than its owner without a second factor, on %s",
  async (engine) => {
    const clock = createTestClock();
    const business = await buildTestBusiness(engine, { clock });
    const { people, call } = business;
    const { token } = await createKey(business, { expiresAt: future });
    const job = { ...people.clerk, token };
    const other = { ...people.viewer, token: (await createKey(business, {}, "viewer")).token };
    expect((await call(job, "GET", "/customers")).status).toBe(200);

    await call(people.admin, "PUT", "/second-factor-policy", { body: { roles: ["clerk"] } });
    for (const path of ["/customers", "/api-keys"]) {
      const refused = await call(job, "GET", path);
      expect(refused.body).toMatchObject({ status: 403, code: "second_factor_missing" });
    }
    expect((await call(job, "POST", "/me/second-factor/totp")).problem.code).toBe("insufficient_scope");
    expect((await call(other, "GET", "/customers")).status).toBe(200);

    const { body: begun } = await call<{ secret: string }>(people.clerk, "POST", "/me/second-factor/totp");
    const body = { code: codeOf(begun.secret, clock) };
    expect((await call(people.clerk, "POST", "/me/second-factor/totp/confirm", { body })).status).toBe(200);
    expect((await call(job, "GET", "/customers")).status).toBe(200);
    expect((await call(job, "GET", "/customers")).status).toBe(200);

    // The second factor is taken away while nobody demands one, and demanded again.
    await call(people.admin, "PUT", "/second-factor-policy", { body: { roles: [] } });
    expect((await call(job, "GET", "/customers")).status).toBe(200);
    expect((await call(people.clerk, "DELETE", "/me/second-factor/totp")).status).toBe(204);
    await call(people.admin, "PUT", "/second-factor-policy", { body: { roles: ["clerk"] } });
    expect((await call(job, "GET", "/customers")).problem.code).toBe("second_factor_missing");
  },
);

test.each(engines)("disabling its owner ends a token for good, on %s", async (engine) => {
  const business = await buildTestBusiness(engine);
  const { people, call } = business;
  const { token } = await createKey(business);
  const job = { ...people.clerk, token };
  expect((await call(job, "GET", "/customers")).status).toBe(200);
  await call(people.admin, "POST", `/users/${people.clerk.id}/disable`);
  expect((await call(job, "GET", "/customers")).status).toBe(401);
  await call(people.admin, "POST", `/users/${people.clerk.id}/enable`);
  expect((await call(job, "GET", "/customers")).problem.code).toBe("token_invalid");
});

test("says when a token was used last, to the minute", async () => {
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock });
  const { people, call } = business;
  const { id, token } = await createKey(business);
  const lastUsed = async () =>
    (await call<{ lastUsedAt: string | null }>(people.clerk, "GET", `/api-keys/${id}`)).body.lastUsedAt;
  expect(await lastUsed()).toBeNull();
  await bearer(business, token);
  const first = new Date(clock.now()).toISOString();
  await vi.waitFor(async () => expect(await lastUsed()).toBe(first));
  clock.advanceSeconds(61);
  await bearer(business, token);
  await vi.waitFor(async () => expect(await lastUsed()).toBe(new Date(clock.now()).toISOString()));
});

test("a token ends when it says, and with its owner", async () => {
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock });
  const soon = new Date(clock.now() + 60_000).toISOString();
  const short = await createKey(business, { expiresAt: soon });
  const long = await createKey(business, { expiresAt: future });
  expect((await bearer(business, short.token)).statusCode).toBe(200);
  clock.advanceSeconds(61);
  expect((await bearer(business, short.token)).json()).toMatchObject({ code: "token_expired" });
  expect((await bearer(business, long.token)).statusCode).toBe(200);
  await business.database.write(async (writer) => {
    const { id } = business.people.clerk;
    await writer.updateTable("users").set({ disabled_at: clock.now() }).where("id", "=", id).execute();
    await bumpTokenVersion(business.database, writer, id, clock.now());
  });
  await vi.waitFor(async () =>
    expect((await bearer(business, long.token)).json()).toMatchObject({
      status: 401,
      code: "account_disabled",
    }),
  );
});

test("refuses a token whose end is past", async () => {
  const { people, call } = await buildTestBusiness("sqlite");
  const body = { name: "Late", expiresAt: "2020-01-01T00:00:00.000Z" };
  const answer = await call(people.clerk, "POST", "/api-keys", { body });
  expect(answer.body).toMatchObject({
    code: "validation_failed",
    errors: { expiresAt: expect.any(String) as string },
  });
});

test.each(engines)(
  "a service account gets an access token without session by its secret, on %s",
  async (engine) => {
    const business = await buildTestBusiness(engine);
    const { id, clientId, clientSecret } = await createServiceAccount(business);
    const answer = await authenticate(business, clientId, clientSecret);
    expect(answer.json()).toEqual({
      access_token: expect.any(String) as string,
      token_type: "Bearer",
      expires_in: 300,
      scope: "api",
    });
    expect(answer.headers["set-cookie"]).toBeUndefined();
    const token = answer.json<{ access_token: string }>().access_token;
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ sub: id, client_id: clientId, role: "clerk" });
    expect(claims).not.toHaveProperty("sid");
    expect(claims).not.toHaveProperty("gen");
    expect((await bearer(business, token)).statusCode).toBe(200);
    // It is nobody's account, which is no reason to sign in again.
    expect((await bearer(business, token, "/api/me")).json()).toMatchObject({ code: "insufficient_scope" });

    const { people, call } = business;
    expect((await call(people.admin, "DELETE", `/service-accounts/${id}`)).status).toBe(200);
    expect((await bearer(business, token)).statusCode).toBe(401);
    expect((await authenticate(business, clientId, clientSecret)).json()).toMatchObject({
      error: "invalid_client",
    });
  },
);

test("a service account has no account of a person", async () => {
  const business = await buildTestBusiness("sqlite");
  const { clientId, clientSecret } = await createServiceAccount(business);
  const signedIn = await authenticate(business, clientId, clientSecret);
  const { access_token: token } = signedIn.json<{ access_token: string }>();
  const password = { currentPassword: "none", newPassword: "a long enough phrase" };
  for (const [method, url, payload] of [
    ["GET", "/api/me", undefined],
    ["PATCH", "/api/me", { firstName: "Job" }],
    ["POST", "/api/me/password", password],
    ["GET", "/api/me/sessions", undefined],
    ["DELETE", "/api/me/sessions", undefined],
  ] as const) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await business.app.inject({ method, url, headers, ...(payload && { payload }) });
    expect(answer.json()).toMatchObject({ status: 403, code: "insufficient_scope" });
  }
});

test.each(engines)("takes NUL in a client id for a wrong one, on %s", async (engine) => {
  const business = await buildTestBusiness(engine);
  for (const id of ["\0", "%00", "a%00b"]) {
    const answer = await authenticate(business, id, "secret");
    expect({ status: answer.statusCode, body: answer.json<object>() }).toMatchObject({
      status: 401,
      body: { error: "invalid_client", code: "invalid_client" },
    });
  }
});

test("takes id and secret from the body too", async () => {
  const business = await buildTestBusiness("sqlite");
  const { clientId, clientSecret } = await createServiceAccount(business);
  const answer = await business.app.inject({
    method: "POST",
    url: "/api/token",
    payload: { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret },
  });
  expect(answer.statusCode).toBe(200);
});

test.each(["wrong", ""])("refuses the secret '%s' as RFC 6749 says", async (secret) => {
  const business = await buildTestBusiness("sqlite");
  const { clientId } = await createServiceAccount(business);
  const answer = await authenticate(business, clientId, secret);
  expect(answer.statusCode).toBe(401);
  expect(answer.headers["www-authenticate"]).toMatch(/^Basic /);
  expect(answer.json()).toMatchObject({ error: "invalid_client", code: "invalid_client" });
});

test("only administrators keep service accounts", async () => {
  const { people, call } = await buildTestBusiness("sqlite");
  for (const person of [people.approver, people.clerk, people.viewer]) {
    expect((await call(person, "GET", "/service-accounts")).status).toBe(403);
  }
});
