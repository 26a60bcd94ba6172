import { expect, test } from "vitest";
import { buildTestApp } from "../../test/build-test-app.ts";
import { call, registerUser } from "../../test/test-client.ts";

const challenge = 'Bearer realm="gatehouse"';

test("a challenge names no error where no token was sent, and one where it was no good (RFC 6750 §3)", async () => {
  const app = await buildTestApp();
  const anonymous = await call(app, "GET", "/api/me");
  expect(anonymous).toMatchObject({ status: 401, body: { code: "token_missing" } });
  expect(anonymous.headers["www-authenticate"]).toBe(challenge);
  const forged = await call(app, "GET", "/api/me", { bearer: "forged" });
  expect(forged).toMatchObject({ status: 401, body: { code: "token_invalid" } });
  expect(forged.headers["www-authenticate"]).toBe(
    `${challenge}, error="invalid_token", error_description="The access token is not valid."`,
  );
});

test.each(["Basic YTpi", "Digest username=a", "Bearerish token"])(
  "'%s' is another scheme, so no token was sent (RFC 6750 §3.1)",
  async (authorization) => {
    const app = await buildTestApp();
    const answer = await call(app, "GET", "/api/me", { headers: { authorization } });
    expect(answer).toMatchObject({ status: 401, body: { code: "token_missing" } });
    expect(answer.headers["www-authenticate"]).toBe(challenge);
  },
);

test("Bearer without a token is no good", async () => {
  const app = await buildTestApp();
  const answer = await call(app, "GET", "/api/me", { headers: { authorization: "Bearer" } });
  expect(answer).toMatchObject({ status: 401, body: { code: "token_invalid" } });
});

test("a token counts in the Authorization header and nowhere else", async () => {
  const app = await buildTestApp();
  const { accessToken } = await registerUser(app);
  const authorization = `bEARER ${accessToken}`;
  expect((await call(app, "GET", "/api/me", { headers: { authorization } })).status).toBe(200);
  const elsewhere = await Promise.all([
    call(app, "GET", `/api/me?access_token=${accessToken}`),
    call(app, "GET", "/api/me", { cookie: accessToken }),
    call(app, "POST", "/api/introspect", { form: { access_token: accessToken, token: accessToken } }),
  ]);
  for (const answer of elsewhere) {
    expect(answer).toMatchObject({ status: 401, body: { code: "token_missing" } });
  }
});
