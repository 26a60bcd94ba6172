import { beforeEach, describe, expect, test } from "vitest";
import {
  buildTestApp,
  createTestClock,
  engines,
  type TestApp,
  testPassword,
} from "../../../test/build-test-app.ts";
import { call, refresh, registerUser, signIn, type TestSession } from "../../../test/test-client.ts";

const leewaySeconds = 20;

describe.each(engines)("a session on %s", (engine) => {
  let app: TestApp;
  let clock: ReturnType<typeof createTestClock>;
  let session: TestSession;

  beforeEach(async () => {
    clock = createTestClock();
    app = await buildTestApp({}, { clock, engine });
    session = await registerUser(app);
  });

  const me = (bearer: string) => call(app, "GET", "/api/me", { bearer });

  test("holds within the leeway: a new access token, no cookie", async () => {
    const answer = await refresh(app, session.cookie);
    expect(answer.status).toBe(200);
    expect(answer.setCookie).toBeUndefined();
    expect(await me(answer.body.access_token)).toMatchObject({
      status: 200,
      body: { email: "ada@example.com" },
    });
  });

  test("rotates after the leeway and replays the same token byte for byte to a client that lost it", async () => {
    clock.advanceSeconds(leewaySeconds);
    const first = await refresh(app, session.cookie);
    expect(first.setCookie).toMatch(/\.2\./);
    clock.advanceSeconds(3600);
    const replayed = await refresh(app, session.cookie);
    expect(replayed.setCookie).toBe(first.setCookie);
  });

  test("goes on replaying for the leeway once the successor was seen, and takes the parent for theft after it", async () => {
    clock.advanceSeconds(leewaySeconds);
    const rotated = await refresh(app, session.cookie);
    expect((await me(rotated.body.access_token)).status).toBe(200);
    clock.advanceSeconds(leewaySeconds);
    expect((await refresh(app, session.cookie)).setCookie).toBe(rotated.setCookie);
    clock.advanceSeconds(1);
    const stolen = await refresh(app, session.cookie);
    expect(stolen).toMatchObject({ status: 401, body: { code: "refresh_reused" }, setCookie: undefined });
    expect(await refresh(app, rotated.setCookie ?? "")).toMatchObject({
      status: 401,
      body: { code: "session_revoked", reason: "reuse_detected" },
    });
    expect(await me(rotated.body.access_token)).toMatchObject({
      status: 401,
      body: { code: "session_revoked" },
    });
  });

  test("takes a grandparent for theft at once", async () => {
    clock.advanceSeconds(leewaySeconds);
    const second = await refresh(app, session.cookie);
    clock.advanceSeconds(leewaySeconds);
    await refresh(app, second.setCookie ?? "");
    expect(await refresh(app, session.cookie)).toMatchObject({
      status: 401,
      body: { code: "refresh_reused" },
    });
  });

  test("gives fifty simultaneous refreshes of one token one successor", async () => {
    clock.advanceSeconds(leewaySeconds);
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(app, session.cookie)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => answer.setCookie)).size).toBe(1);
  });

  test("ends after the idle lifetime, counted from the last rotation", async () => {
    clock.advanceSeconds(604_800);
    expect(await refresh(app, session.cookie)).toMatchObject({
      status: 401,
      body: { code: "session_expired" },
    });
  });

  test("never outlives its absolute end, and no access token does", async () => {
    let { cookie } = session;
    for (let day = 0; day < 29; day += 1) {
      clock.advanceSeconds(86_400);
      cookie = (await refresh(app, cookie)).setCookie ?? cookie;
    }
    clock.advanceSeconds(86_400 - 100);
    const last = await refresh(app, cookie);
    expect(last).toMatchObject({ status: 200, body: { expires_in: 100 } });
    expect(String(last.headers["set-cookie"])).toContain("Max-Age=100;");
    clock.advanceSeconds(100);
    expect(await refresh(app, last.setCookie ?? "")).toMatchObject({ body: { code: "session_expired" } });
    expect(await me(last.body.access_token)).toMatchObject({ status: 401, body: { code: "token_expired" } });
  });

  test("is over for every token once its user has signed out, and signing out again is no error", async () => {
    const out = await call(app, "POST", "/api/logout", { cookie: session.cookie });
    expect(out).toMatchObject({ status: 204, setCookie: "" });
    expect(await refresh(app, session.cookie)).toMatchObject({
      status: 401,
      body: { code: "session_revoked", reason: "signed_out" },
      setCookie: undefined,
    });
    expect(await me(session.accessToken)).toMatchObject({ status: 401, body: { code: "session_revoked" } });
    expect((await call(app, "POST", "/api/logout", { cookie: session.cookie })).status).toBe(204);
    expect((await call(app, "POST", "/api/logout")).status).toBe(204);
  });

  test("is signed out by its access token even when that has expired", async () => {
    clock.advanceSeconds(3600);
    expect((await call(app, "POST", "/api/logout", { bearer: session.accessToken })).status).toBe(204);
    expect(await refresh(app, session.cookie)).toMatchObject({ body: { code: "session_revoked" } });
  });

  test("leaves the cookie of another session alone when the access token's own is signed out", async () => {
    const other = await signIn(app);
    const out = await call(app, "POST", "/api/logout", { bearer: session.accessToken, cookie: other.cookie });
    expect(out).toMatchObject({ status: 204, setCookie: undefined });
    expect((await refresh(app, other.cookie)).status).toBe(200);
    expect(await refresh(app, session.cookie)).toMatchObject({ body: { code: "session_revoked" } });
  });

  test("can be ended by its id by its own user only", async () => {
    const sid = session.cookie.split(".")[1] ?? "";
    const stranger = await registerUser(app, "eve@example.com");
    const attempt = await call(app, "POST", "/api/logout", { cookie: stranger.cookie, body: { sid } });
    expect(attempt).toMatchObject({ status: 204, setCookie: undefined });
    expect((await refresh(app, session.cookie)).status).toBe(200);
    const other = await signIn(app);
    await call(app, "POST", "/api/logout", { cookie: other.cookie, body: { sid } });
    expect(await refresh(app, session.cookie)).toMatchObject({ body: { code: "session_revoked" } });
    expect((await refresh(app, other.cookie)).status).toBe(200);
  });

  test("is replaced by a sign-in over its cookie, but only by one that succeeds", async () => {
    const wrong = { username: "ada@example.com", password: "wrong" };
    const failed = await call(app, "POST", "/api/token", { cookie: session.cookie, form: wrong });
    expect(failed).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", code: "invalid_credentials" },
    });
    expect((await refresh(app, session.cookie)).status).toBe(200);
    const right = { username: "ADA@example.com", password: testPassword };
    const signedIn = await call(app, "POST", "/api/token", { cookie: session.cookie, form: right });
    expect(signedIn.status).toBe(200);
    expect(await refresh(app, session.cookie)).toMatchObject({
      body: { code: "session_revoked", reason: "replaced" },
    });
  });

  test("of a client that is no browser travels in the body, and neither kind passes for the other", async () => {
    const form = { username: "ada@example.com", password: testPassword, scope: "offline_access" };
    const offline = await call(app, "POST", "/api/token", { form, cookie: session.cookie });
    expect(offline.setCookie).toBeUndefined();
    expect((await refresh(app, session.cookie)).status).toBe(200);
    const token = String(offline.body["refresh_token"]);
    expect(await refresh(app, token)).toMatchObject({ status: 401, body: { code: "refresh_invalid" } });
    const byBody = (refresh_token: string) =>
      call(app, "POST", "/api/token", { form: { grant_type: "refresh_token", refresh_token } });
    expect(await byBody(session.cookie)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", code: "refresh_invalid" },
    });
    clock.advanceSeconds(leewaySeconds);
    const rotated = await byBody(token);
    expect(rotated).toMatchObject({ status: 200, setCookie: undefined });
    expect(rotated.body["refresh_token"]).toMatch(/\.2\./);
  });

  test("keeps its cookie for the browser's run only when it is not to be remembered", async () => {
    const body = { username: "ada@example.com", password: testPassword, remember: false };
    const signedIn = await call(app, "POST", "/api/token", { body });
    expect(String(signedIn.headers["set-cookie"])).not.toContain("Max-Age");
    clock.advanceSeconds(leewaySeconds);
    const rotated = await refresh(app, signedIn.setCookie ?? "");
    expect(String(rotated.headers["set-cookie"])).not.toContain("Max-Age");
  });

  test("survives a password change where it was made; the others end, and its access token is stale", async () => {
    const other = await signIn(app);
    const change = { currentPassword: testPassword, newPassword: "another long enough one" };
    const changed = await call(app, "POST", "/api/me/password", {
      bearer: session.accessToken,
      body: change,
    });
    expect(changed.status).toBe(204);
    expect(await me(session.accessToken)).toMatchObject({ status: 401, body: { code: "token_stale" } });
    const renewed = await refresh(app, session.cookie);
    expect((await me(renewed.body.access_token)).status).toBe(200);
    expect(await refresh(app, other.cookie)).toMatchObject({
      body: { code: "session_revoked", reason: "password_changed" },
    });
  });

  test("is listed, and ended by its id, by its own user", async () => {
    const other = await signIn(app);
    const listed = await app.inject({
      url: "/api/me/sessions",
      headers: { authorization: `Bearer ${session.accessToken}` },
    });
    const sessions = listed.json<{ id: string; current: boolean }[]>();
    expect(sessions.filter((each) => each.current)).toHaveLength(1);
    expect(sessions).toHaveLength(2);
    const otherId = sessions.find((each) => !each.current)?.id;
    const { accessToken: bearer } = session;
    expect((await call(app, "DELETE", `/api/me/sessions/${otherId}`, { bearer })).status).toBe(204);
    expect(await me(other.accessToken)).toMatchObject({ status: 401, body: { code: "session_revoked" } });
    const stranger = await registerUser(app, "eve@example.com");
    const theft = await call(app, "DELETE", `/api/me/sessions/${otherId}`, { bearer: stranger.accessToken });
    expect(theft).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test("is ended with all others but the one that asks", async () => {
    const other = await signIn(app);
    await call(app, "DELETE", "/api/me/sessions", { bearer: session.accessToken });
    expect(await refresh(app, other.cookie)).toMatchObject({
      body: { code: "session_revoked", reason: "user" },
    });
    expect((await refresh(app, session.cookie)).status).toBe(200);
  });

  test("is ended by whoever holds one of its tokens (RFC 7009), and an unknown token is no error", async () => {
    expect((await call(app, "POST", "/api/revoke", { form: { token: "unknown" } })).status).toBe(200);
    expect((await refresh(app, session.cookie)).status).toBe(200);
    expect((await call(app, "POST", "/api/revoke", { form: { token: session.accessToken } })).status).toBe(
      200,
    );
    expect(await refresh(app, session.cookie)).toMatchObject({ body: { code: "session_revoked" } });
  });

  test("refuses a refresh without, or with a forged, cookie and changes nothing", async () => {
    expect(await call(app, "POST", "/api/refresh-token")).toMatchObject({
      status: 401,
      body: { code: "refresh_missing" },
      headers: { "www-authenticate": 'Bearer realm="gatehouse"' },
    });
    const forged = `${session.cookie.slice(0, -1)}${session.cookie.endsWith("A") ? "B" : "A"}`;
    expect(await refresh(app, forged)).toMatchObject({ status: 401, body: { code: "refresh_invalid" } });
    expect((await refresh(app, session.cookie)).status).toBe(200);
  });
});
