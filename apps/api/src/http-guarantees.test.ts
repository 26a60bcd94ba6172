import { describe, expect, test } from "vitest";
import { buildTestApp, testOrigin, testPassword } from "../test/build-test-app.ts";
import { buildTestBusiness } from "../test/build-test-business.ts";
import { sendRaw } from "../test/raw-request.ts";
import { call, registerUser } from "../test/test-client.ts";

const listed = "https://admin.example.com";
const credentials = { username: "ada@example.com", password: testPassword };

test("cookies are HttpOnly, SameSite=Strict and never for another host", async () => {
  const app = await buildTestApp({ rateLimits: true });
  const { headers, body } = await app.inject({
    method: "POST",
    url: "/api/register",
    payload: {
      email: credentials.username,
      password: testPassword,
      passwordConfirm: testPassword,
      firstName: "Ada",
      lastName: "Lovelace",
    },
  });
  const cookies = [headers["set-cookie"] ?? []].flat();
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/; Domain/);
    expect(Buffer.byteLength(cookie)).toBeLessThan(4096);
    // What a script can't read in the jar is in no body either.
    expect(body).not.toContain(cookie.split(/[=;]/)[1]);
  }
});

describe("another origin", () => {
  test("is answered by CORS only where it is listed, exactly", async () => {
    const app = await buildTestApp({ adminOrigins: [listed] });
    const allowedOf = async (origin: string) =>
      (await app.inject({ url: "/api/me", headers: { origin } })).headers["access-control-allow-origin"];
    expect(await allowedOf(listed)).toBe(listed);
    for (const origin of [
      "https://evil.example",
      `${listed}.evil.example`,
      "http://admin.example.com",
      "null",
    ]) {
      expect(await allowedOf(origin)).toBeUndefined();
    }
  });

  test("may read what lists and changes say in headers, and send what they take", async () => {
    const { app, people } = await buildTestBusiness("sqlite", {}, { adminOrigins: [listed] });
    const authorization = `Bearer ${people.viewer.token}`;
    const exposed =
      "content-range, etag, link, retry-after, ratelimit, warning, www-authenticate, x-request-id";
    for (const headers of [{ origin: listed, authorization }, { origin: listed }]) {
      const answer = await app.inject({ url: "/api/customers", headers });
      expect(answer.headers["access-control-allow-credentials"]).toBe("true");
      expect(String(answer.headers["access-control-expose-headers"]).toLowerCase()).toBe(exposed);
    }
    const asked = "authorization, content-type, idempotency-key, if-match, range";
    const preflight = await app.inject({
      method: "OPTIONS",
      url: "/api/customers",
      headers: {
        origin: listed,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": asked,
      },
    });
    expect([preflight.statusCode, preflight.headers["access-control-allow-headers"]]).toEqual([204, asked]);
    expect(preflight.headers["access-control-allow-methods"]).toBe("GET, POST, PUT, PATCH, DELETE");
    const foreign = await app.inject({
      method: "OPTIONS",
      url: "/api/customers",
      headers: { origin: "https://evil.example", "access-control-request-method": "PATCH" },
    });
    expect(foreign.headers).not.toHaveProperty("access-control-allow-origin");
    const bare = await app.inject({ method: "OPTIONS", url: "/api/customers" });
    expect([bare.statusCode, bare.body]).toEqual([204, ""]);
  });

  test.each([
    "/api/token",
    "/api/register",
    "/api/refresh-token",
    "/api/logout",
    "/api/setup",
    "/api/invitations/accept",
    "/api/passkeys/authentication",
  ])("can't call %s, whatever it sends", async (url) => {
    const app = await buildTestApp({ adminOrigins: [listed] });
    const { cookie } = await registerUser(app);
    const foreign = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const headers of foreign) {
      const answer = await call(app, "POST", url, { cookie, headers, form: credentials });
      expect(answer).toMatchObject({
        status: 403,
        setCookie: undefined,
        body: { code: "origin_not_allowed" },
      });
    }
    const own = await call(app, "POST", "/api/refresh-token", { cookie, headers: { origin: testOrigin } });
    expect(own.status).toBe(200);
  });

  test("is our own under another name of this machine, which no other page can have", async () => {
    const app = await buildTestApp();
    const { cookie } = await registerUser(app);
    const statusOf = async (headers: Record<string, string>) =>
      (await call(app, "POST", "/api/refresh-token", { cookie, headers })).status;
    const host = "127.0.0.1:4000";
    expect(await statusOf({ host, origin: `http://${host}` })).toBe(200);
    expect(await statusOf({ host, origin: `http://${host}`, "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await statusOf({ host, origin: `http://${host}`, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await statusOf({ host, origin: "http://127.0.0.1:4001" })).toBe(403);
    // A name that a stranger has led to this machine.
    expect(await statusOf({ host: "evil.example:4000", origin: "http://evil.example:4000" })).toBe(403);
  });

  test("is told what is allowed by any OPTIONS, and nothing in plain text", async () => {
    const app = await buildTestApp({ adminOrigins: [listed] });
    const options = { method: "OPTIONS", url: "/api/me" } as const;
    const asked = await app.inject({
      ...options,
      headers: { origin: listed, "access-control-request-method": "PATCH" },
    });
    expect(asked.statusCode).toBe(204);
    expect(asked.headers["access-control-allow-methods"]).toContain("PATCH");
    const plain = await app.inject(options);
    expect(plain).toMatchObject({ statusCode: 204, body: "" });
    expect(plain.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("can't change anything by a form or by text, which need no preflight", async () => {
    const { app, people } = await buildTestBusiness("sqlite");
    for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]) {
      const answer = await app.inject({
        method: "POST",
        url: "/api/customers",
        headers: { "content-type": type, authorization: `Bearer ${people.clerk.token}` },
        payload: '{"name":"Acme","country":"DE","currency":"EUR"}',
      });
      expect(answer.statusCode).toBe(415);
    }
  });
});

test.each(["/api", "/api?x", "/api/me", "/%61pi/me", "/api/nothing", "/nothing", "/healthz"])(
  "no cache keeps the answer of %s",
  async (url) => {
    const { headers } = await (await buildTestApp()).inject(url);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "x-request-id": expect.any(String) as string,
    });
  },
);

test("an expectation that nobody knows is ignored, and the answer has a request id", async () => {
  const app = await buildTestApp();
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const bytes = "GET /api/me HTTP/1.1\r\nhost: a\r\nexpect: a-miracle\r\nconnection: close\r\n\r\n";
  const { status, head } = await sendRaw(Number(new URL(url).port), bytes);
  expect(status).toBe(401);
  expect(head).toMatch(/x-request-id: \S/);
});

test("an empty body is none, also where its type is named", async () => {
  const app = await buildTestApp();
  const { cookie } = await registerUser(app);
  const headers = { "content-type": "application/json" };
  expect((await call(app, "POST", "/api/refresh-token", { cookie, headers })).status).toBe(200);
  expect((await call(app, "POST", "/api/logout", { cookie, headers })).status).toBe(204);
  const needed = await call(app, "POST", "/api/register", { headers });
  expect(needed).toMatchObject({ status: 400, body: { code: "validation_failed" } });
});

test("GET changes nothing", async () => {
  const { app, database, people } = await buildTestBusiness("sqlite");
  const { paths } = (await app.inject("/docs/json")).json<{ paths: Record<string, { get?: object }> }>();
  const readState = async () => ({
    users: await database.read.selectFrom("users").selectAll().execute(),
    customers: await database.read.selectFrom("customers").selectAll().execute(),
    invoices: await database.read.selectFrom("invoices").selectAll().execute(),
    apiKeys: await database.read.selectFrom("api_keys").selectAll().execute(),
    events: await database.read.selectFrom("audit_events").selectAll().execute(),
  });
  const before = await readState();
  const readable = Object.entries(paths).filter(([, methods]) => methods.get !== undefined);
  expect(readable.length).toBeGreaterThan(10);
  for (const [path] of readable) {
    const url = path.replaceAll(/\{\w+\}/g, people.viewer.id);
    await app.inject({ url, headers: { authorization: `Bearer ${people.admin.token}` } });
  }
  expect(await readState()).toEqual(before);
});

test("nobody sees or sets a field that is not his to see or set", async () => {
  const { people, call } = await buildTestBusiness("sqlite");
  const promoted = await call(people.clerk, "PATCH", "/me", { body: { role: "admin" } });
  expect(promoted.status).toBe(400);
  expect(promoted.problem.errors).toHaveProperty("role");
  expect((await call(people.clerk, "GET", "/me")).body).toMatchObject({ role: "clerk" });
  const { body: users } = await call<Record<string, unknown>[]>(people.clerk, "GET", "/users");
  expect(users).toHaveLength(4);
  for (const user of users) {
    expect(Object.keys(user).toSorted()).toEqual(["firstName", "id", "lastName"]);
  }
});

test.each([
  [1, "198.51.100.7"],
  [false, "127.0.0.1"],
])("believes as many proxies as are trusted and no more (%j)", async (trustProxy, address) => {
  const app = await buildTestApp({ trustProxy });
  await registerUser(app);
  const headers = { "x-forwarded-for": "203.0.113.9, 198.51.100.7" };
  const signedIn = await call(app, "POST", "/api/token", { form: credentials, headers });
  const bearer = String(signedIn.body["access_token"]);
  const sessions = await call<object[]>(app, "GET", "/api/me/sessions", { bearer });
  expect(sessions.body).toContainEqual(expect.objectContaining({ current: true, address }));
});

test("says at the start that trusting every proxy lets anybody choose his address", async () => {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  await buildTestApp({ trustProxy: 1 }, { logger: { level: "warn", stream } });
  expect(lines.join("")).not.toContain("TRUST_PROXY");
  await buildTestApp({ trustProxy: true }, { logger: { level: "warn", stream } });
  expect(lines.join("")).toContain("TRUST_PROXY is true");
});

test("nothing that is sent becomes a line or a field of the log by itself", async () => {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const app = await buildTestApp({ trustProxy: true }, { logger: { level: "info", stream } });
  const forged = '"}{"level":60,"event":"forged","msg":"forged"}';
  await app.inject({
    method: "POST",
    url: `/api/token/..%0a${encodeURIComponent(forged)}/${"x".repeat(50_000)}`,
    headers: { "user-agent": forged, "x-forwarded-for": forged },
  });
  const payload = { username: `a\r\n${forged}`, password: `b\u2028${forged}` };
  const headers = { "user-agent": forged, "x-forwarded-for": `${"x".repeat(50_000)}${forged}` };
  await app.inject({ method: "POST", url: "/api/token", headers, payload });
  const written = lines.join("").split("\n").filter(Boolean);
  expect(written.length).toBeGreaterThanOrEqual(3);
  for (const line of written) {
    const entry = JSON.parse(line) as Record<string, unknown>;
    expect(entry).toMatchObject({ level: expect.any(Number) as number, time: expect.any(Number) as number });
    expect([entry["level"], entry["event"], entry["msg"]]).not.toContain("forged");
    expect(line.length).toBeLessThan(3000);
  }
});

test.each(["TRACE", "CONNECT"])("answers no %s", async (method) => {
  const app = await buildTestApp();
  // Fastify's types know only the methods that it routes.
  const answer = await app.inject({
    method: method as "GET",
    url: "/api/me",
    headers: { "x-secret": "echo" },
  });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.body).not.toContain("echo");
});

test("says nothing of what it is made of", async () => {
  const app = await buildTestApp();
  for (const url of ["/healthz", "/api/me", "/api/%zz", "/nothing", "/docs/json", "/api/sign-in-options"]) {
    const { headers, body } = await app.inject(url);
    const text = JSON.stringify(headers) + body;
    expect(text).not.toMatch(/fastify|express|node\.?js|v\d+\.\d+\.\d+|sqlite|kysely|x-powered-by/i);
    expect(Object.keys(headers)).not.toContain("server");
  }
});

test("an unexpected error tells its request id and nothing else, and is logged", async () => {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const app = await buildTestApp({}, { logger: { level: "error", stream } });
  app.get("/api/breaks", { config: { public: true } }, () => {
    throw new Error("the password of the database is hunter2");
  });
  const answer = await call(app, "GET", "/api/breaks");
  expect(answer.status).toBe(500);
  expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|breaks|at .*\.ts/);
  expect(lines.join("")).toContain(String(answer.body["requestId"]));
});
