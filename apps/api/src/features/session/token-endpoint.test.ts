import { decodeJwt, decodeProtectedHeader } from "jose";
import { expect, test } from "vitest";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";
import { buildTestApp, testOrigin, testPassword } from "../../../test/build-test-app.ts";
import { personPassword } from "../../../test/people.ts";
import { call, refresh, registerUser } from "../../../test/test-client.ts";

const credentials = { username: "ada@example.com", password: testPassword };
const form = "application/x-www-form-urlencoded";

async function createClient({ call, people }: TestBusiness) {
  const body = { name: "Import job", role: "clerk" };
  const { clientId, clientSecret } = (
    await call<{ clientId: string; clientSecret: string }>(people.admin, "POST", "/service-accounts", {
      body,
    })
  ).body;
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  return { basic, client: { client_id: clientId, client_secret: clientSecret } };
}

test("no cache keeps an answer with a token in it, whatever it was given for", async () => {
  const business = await buildTestBusiness("sqlite");
  const { app, people } = business;
  const { client } = await createClient(business);
  const person = { username: people.clerk.email, password: personPassword };
  const byForm = (parameters: Record<string, string>) =>
    call(app, "POST", "/api/token", { form: parameters });
  const signedIn = await byForm(person);
  const offline = await byForm({ ...person, scope: "offline_access" });
  const refresh_token = String(offline.body["refresh_token"]);
  const answers = [
    signedIn,
    offline,
    await byForm({ grant_type: "refresh_token", refresh_token }),
    await byForm({ grant_type: "client_credentials", ...client }),
    await refresh(app, signedIn.setCookie ?? ""),
  ];
  for (const { body, headers } of answers) {
    expect(body).toMatchObject({
      token_type: "Bearer",
      expires_in: 300,
      scope: expect.any(String) as string,
    });
    expect(headers).toMatchObject({ "cache-control": "no-store", pragma: "no-cache" });
  }
});

test("takes parameters from the body of a POST only", async () => {
  const app = await buildTestApp();
  await registerUser(app);
  const query = new URLSearchParams(credentials).toString();
  const posted = await call(app, "POST", `/api/token?${query}`);
  expect(posted).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  expect((await call(app, "GET", `/api/token?${query}`)).status).toBe(404);
});

test("refuses a parameter that comes twice, and takes one without a value for none", async () => {
  const app = await buildTestApp();
  await registerUser(app);
  const post = async (payload: string) =>
    await app.inject({ method: "POST", url: "/api/token", headers: { "content-type": form }, payload });
  const parameters = new URLSearchParams(credentials).toString();
  const doubled = await post(`${parameters}&username=eve%40example.com`);
  expect(doubled.statusCode).toBe(400);
  expect(doubled.json()).toMatchObject({ error: "invalid_request" });
  const empty = await post(`${parameters}&grant_type=&remember=&otp=&scope=&client_id=&unknown=1&unknown=2`);
  expect(empty.statusCode).toBe(200);
});

test("gives the scope it says, not the one that was asked for", async () => {
  const business = await buildTestBusiness("sqlite");
  const { client } = await createClient(business);
  const asked = { ...client, grant_type: "client_credentials", scope: "admin everything" };
  const { body } = await call(business.app, "POST", "/api/token", { form: asked });
  expect(body).toMatchObject({ scope: "api" });
  expect(decodeJwt(String(body["access_token"]))).toMatchObject({ scope: "api", role: "clerk" });
});

test("refuses a client that authenticates in two ways at once", async () => {
  const business = await buildTestBusiness("sqlite");
  const { basic, client } = await createClient(business);
  const headers = { authorization: basic };
  const grant = { grant_type: "client_credentials" };
  const both = await call(business.app, "POST", "/api/token", { headers, form: { ...grant, ...client } });
  expect(both).toMatchObject({ status: 400, body: { error: "invalid_request", code: "invalid_request" } });
  const { client_id } = client;
  const once = await call(business.app, "POST", "/api/token", { headers, form: { ...grant, client_id } });
  expect(once.status).toBe(200);
});

test("describes an error in the characters that RFC 6749 allows, and says the grant is not known", async () => {
  const app = await buildTestApp();
  const strange = await call(app, "POST", "/api/token", { body: { 'naïve "\\ 名': 1 } });
  expect(strange).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  expect(strange.body["error_description"]).toMatch(/^[\x20\x21\x23-\x5B\x5D-\x7E]+$/);
  expect(strange.headers["content-type"]).toBe("application/json; charset=utf-8");
  const unknown = await call(app, "POST", "/api/token", { form: { grant_type: "authorization_code" } });
  expect(unknown).toMatchObject({ status: 400, body: { error: "unsupported_grant_type" } });
});

test("an access token holds what RFC 9068 asks for, and nothing personal", async () => {
  const app = await buildTestApp();
  const { accessToken } = await registerUser(app);
  expect(decodeProtectedHeader(accessToken)).toEqual({
    typ: "at+jwt",
    alg: "ES256",
    kid: expect.any(String) as string,
  });
  const claims = decodeJwt(accessToken);
  expect(claims).toMatchObject({ iss: testOrigin, aud: `${testOrigin}/api`, client_id: "gatehouse" });
  expect(Object.keys(claims).toSorted()).toEqual(
    "aud client_id exp gen iat iss jti role scope sid sub ver".split(" "),
  );
  expect(JSON.stringify(claims)).not.toMatch(/ada|lovelace/i);
});

test("publishes where everything is, and its public keys only (RFC 8414, RFC 7517)", async () => {
  const app = await buildTestApp();
  const metadata = await call(app, "GET", "/.well-known/oauth-authorization-server");
  expect(metadata.body).toMatchObject({
    issuer: testOrigin,
    response_types_supported: [],
    grant_types_supported: ["refresh_token", "client_credentials"],
    introspection_endpoint_auth_methods_supported: ["Bearer"],
  });
  expect(metadata.headers["content-type"]).toMatch(/^application\/json/);
  const { pathname } = new URL(String(metadata.body["jwks_uri"]));
  const { keys } = (await call<{ keys: object[] }>(app, "GET", pathname)).body;
  expect(keys.map((key) => Object.keys(key).toSorted())).toEqual(["alg crv kid kty use x y".split(" ")]);
});
