import { describe, expect, test, vi } from "vitest";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";
import { buildTestApp, createTestClock, engines } from "../../../test/build-test-app.ts";
import { codeOf, stepSeconds } from "../../../test/second-factor.ts";
import { refresh } from "../../../test/test-client.ts";
import type { Person } from "../../../test/people.ts";

const password = "correct horse battery";

async function signInWith({ app }: TestBusiness, email: string, fields: Record<string, string> = {}) {
  const payload = { username: email, password, ...fields };
  const answer = await app.inject({ method: "POST", url: "/api/token", payload });
  const body = answer.json<{ access_token: string; scope: string; code?: string }>();
  const cookie = answer.cookies.find(({ name }) => name === "gatehouse")?.value ?? "";
  return { status: answer.statusCode, body, cookie };
}

const holding = (person: Person, token: string): Person => ({ ...person, token });

describe.each(engines)("a role that must have a second factor, on %s", (engine) => {
  test("lets its people set one up and nothing else, and one refresh then brings their rights", async () => {
    const clock = createTestClock();
    const business = await buildTestBusiness(engine, { clock });
    const { app, people, call } = business;
    const body = { roles: ["clerk"] };
    expect((await call(people.admin, "PUT", "/second-factor-policy", { body })).body).toEqual(body);
    expect((await call(people.admin, "GET", "/second-factor-policy")).body).toEqual(body);

    const signedIn = await signInWith(business, people.clerk.email);
    expect(signedIn.body.scope).toBe("api:enrol");
    const clerk = holding(people.clerk, signedIn.body.access_token);
    const refused = await call(clerk, "GET", "/customers");
    expect(refused.status).toBe(403);
    expect(refused.problem.code).toBe("second_factor_missing");
    expect((await call(clerk, "POST", "/introspect", { body: { token: "x" } })).status).toBe(403);
    expect((await call(clerk, "GET", "/me")).status).toBe(200);
    expect((await call(clerk, "GET", "/me/second-factor")).body).toMatchObject({
      required: true,
      verified: false,
    });

    const { body: begun } = await call<{ secret: string }>(clerk, "POST", "/me/second-factor/totp");
    const code = codeOf(begun.secret, clock);
    const confirmed = await call(clerk, "POST", "/me/second-factor/totp/confirm", { body: { code } });
    expect(confirmed.status).toBe(200);
    const refreshed = await refresh(app, signedIn.cookie);
    expect(refreshed.body.scope).toBe("api");
    const free = holding(people.clerk, refreshed.body.access_token);
    expect((await call(free, "GET", "/customers")).status).toBe(200);

    const removal = await call(free, "DELETE", "/me/second-factor/totp");
    expect(removal.status).toBe(409);
    expect(removal.problem.code).toBe("last_second_factor");
    clock.advanceSeconds(stepSeconds);
    const again = await signInWith(business, people.clerk.email, { otp: codeOf(begun.secret, clock) });
    expect(again.body.scope).toBe("api");
    // Nobody else is asked for anything.
    expect((await signInWith(business, people.viewer.email)).body.scope).toBe("api");
  });
});

test("a session from before the second factor gets its rights back by showing it", async () => {
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock });
  const { app, people, call } = business;
  const elsewhere = await signInWith(business, people.clerk.email);
  const { body: begun } = await call<{ secret: string }>(people.clerk, "POST", "/me/second-factor/totp");
  const code = codeOf(begun.secret, clock);
  await call(people.clerk, "POST", "/me/second-factor/totp/confirm", { body: { code } });
  await call(people.admin, "PUT", "/second-factor-policy", { body: { roles: ["clerk"] } });

  clock.advanceSeconds(stepSeconds);
  const restricted = await refresh(app, elsewhere.cookie);
  expect(restricted.body.scope).toBe("api:enrol");
  const clerk = holding(people.clerk, restricted.body.access_token);
  // Without it the session can't touch the factors of the account, whatever password it knows.
  expect((await call(clerk, "POST", "/me/reauthenticate", { body: { password } })).status).toBe(204);
  const touched = await call(clerk, "DELETE", "/me/second-factor/totp");
  expect(touched.status).toBe(403);
  expect(touched.body).toMatchObject({
    code: "reauthentication_required",
    methods: ["otp", "recovery_code"],
  });

  const otp = codeOf(begun.secret, clock);
  expect((await call(clerk, "POST", "/me/reauthenticate", { body: { otp } })).status).toBe(204);
  const freed = await refresh(app, restricted.setCookie ?? elsewhere.cookie);
  expect(freed.body.scope).toBe("api");
});

test.each(engines)("what one process is told of a role, every process asks for, on %s", async (engine) => {
  const business = await buildTestBusiness(engine);
  const { people, call, databaseUrl } = business;
  const other = await buildTestApp({ databaseUrl });
  await call(people.admin, "PUT", "/second-factor-policy", { body: { roles: ["viewer"] } });
  await vi.waitFor(async () => {
    const { body } = await signInWith({ ...business, app: other }, people.viewer.email);
    expect(body.scope).toBe("api:enrol");
  });
});

test("only administrators see and set which roles must have one", async () => {
  const { people, call } = await buildTestBusiness("sqlite");
  for (const person of [people.approver, people.clerk, people.viewer]) {
    expect((await call(person, "GET", "/second-factor-policy")).status).toBe(403);
    expect((await call(person, "PUT", "/second-factor-policy", { body: { roles: [] } })).status).toBe(403);
  }
  const wrong = await call(people.admin, "PUT", "/second-factor-policy", { body: { roles: ["root"] } });
  expect(wrong.problem.code).toBe("validation_failed");
});

test("an administrator takes a lost factor away, which ends the sessions and is written down", async () => {
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock });
  const { people, call } = business;
  const { body: begun } = await call<{ secret: string }>(people.clerk, "POST", "/me/second-factor/totp");
  const code = codeOf(begun.secret, clock);
  await call(people.clerk, "POST", "/me/second-factor/totp/confirm", { body: { code } });
  const path = `/users/${people.clerk.id}/reset-second-factor`;
  expect((await call(people.viewer, "POST", path)).status).toBe(403);
  expect((await call(people.admin, "POST", path)).status).toBe(204);
  const ended = await call(people.clerk, "GET", "/me");
  expect(ended.body).toMatchObject({ code: "session_revoked", reason: "second_factor_reset" });
  expect((await signInWith(business, people.clerk.email)).status).toBe(200);
  const own = await call(people.admin, "POST", `/users/${people.admin.id}/reset-second-factor`);
  expect(own.problem.code).toBe("own_account");

  const { body: events } = await call<{ type: string; actorId: string }[]>(
    people.admin,
    "GET",
    "/audit-events",
    { query: { filter: { resource: "users", recordId: people.clerk.id }, sort: ["createdAt", "ASC"] } },
  );
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["second_factor.enrolled", "second_factor.reset"]),
  );
  expect(events.find(({ type }) => type === "second_factor.reset")?.actorId).toBe(people.admin.id);
});

test("a reset of the password touches no second factor", async () => {
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock });
  const { app, people, call } = business;
  const { body: begun } = await call<{ secret: string }>(people.clerk, "POST", "/me/second-factor/totp");
  const body = { code: codeOf(begun.secret, clock) };
  await call(people.clerk, "POST", "/me/second-factor/totp/confirm", { body });
  const link = await call<{ url: string }>(people.admin, "POST", `/users/${people.clerk.id}/password-reset`);
  const code = link.body.url.split("#code=")[1];
  const newPassword = "another long enough phrase";
  const payload = { code, password: newPassword };
  const confirmed = await app.inject({ method: "POST", url: "/api/password-reset/confirm", payload });
  expect(confirmed.statusCode).toBe(204);
  const signedIn = await signInWith(business, people.clerk.email, { password: newPassword });
  expect(signedIn.body.code).toBe("second_factor_required");
});
