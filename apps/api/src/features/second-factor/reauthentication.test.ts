import { expect, test } from "vitest";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";
import { createTestClock } from "../../../test/build-test-app.ts";
import { codeOf, stepSeconds } from "../../../test/second-factor.ts";
import { type Person, signIn } from "../../../test/people.ts";

const password = "correct horse battery";
const tenMinutes = 600;

/** Somebody whose session is older than that; his access token is new. */
async function signInLongAgo(
  { app }: TestBusiness,
  person: Person,
  clock: ReturnType<typeof createTestClock>,
): Promise<Person> {
  const post = async (payload: object) =>
    (await app.inject({ method: "POST", url: "/api/token", payload })).json<Record<string, string>>();
  const signedIn = await post({ username: person.email, password, scope: "offline_access" });
  clock.advanceSeconds(tenMinutes + 1);
  const renewed = await post({ grant_type: "refresh_token", refresh_token: signedIn["refresh_token"] });
  return { ...person, token: renewed["access_token"] ?? "" };
}

test("ten minutes after a sign-in one shows again who one is before factors change", async () => {
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock });
  const { people, call } = business;
  const clerk = await signInLongAgo(business, people.clerk, clock);
  const begin = () => call(clerk, "POST", "/me/second-factor/totp");
  const refused = await begin();
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({ code: "reauthentication_required", methods: ["password"] });

  const prove = (body: object) => call(clerk, "POST", "/me/reauthenticate", { body });
  expect((await prove({ password: "something else" })).body).toMatchObject({
    code: "wrong_password",
    errors: { password: expect.any(String) as string },
  });
  expect((await prove({ otp: "123456" })).problem.code).toBe("second_factor_invalid");
  expect((await prove({})).problem.code).toBe("validation_failed");
  expect((await prove({ password, otp: "123456" })).problem.code).toBe("validation_failed");
  expect((await begin()).status).toBe(403);
  expect((await prove({ password })).status).toBe(204);
  expect((await begin()).status).toBe(201);
});

test("a personal access token changes no second factor", async () => {
  const { people, call } = await buildTestBusiness("sqlite");
  const { body } = await call<{ token: string }>(people.clerk, "POST", "/api-keys", {
    body: { name: "job" },
  });
  const job = { ...people.clerk, token: body.token };
  const refused = await call(job, "POST", "/me/second-factor/totp");
  expect(refused.status).toBe(403);
  expect(refused.problem.code).toBe("insufficient_scope");
  const proof = await call(job, "POST", "/me/reauthenticate", { body: { password } });
  expect(proof.problem.code).toBe("insufficient_scope");
});

test("ten minutes after a sign-in one shows again who one is before other sessions end", async () => {
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock });
  const { app, people, call } = business;
  const clerk = await signInLongAgo(business, people.clerk, clock);
  const other = { ...clerk, token: await signIn(app, clerk.email) };
  const otherId = (await call<{ sessionId: string }>(other, "GET", "/me")).body.sessionId;
  for (const path of ["/me/sessions", `/me/sessions/${otherId}`]) {
    const refused = await call(clerk, "DELETE", path);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: "reauthentication_required", methods: ["password"] });
  }
  expect((await call(other, "GET", "/me")).status).toBe(200);
  expect((await call(clerk, "POST", "/me/reauthenticate", { body: { password } })).status).toBe(204);
  expect((await call(clerk, "DELETE", `/me/sessions/${otherId}`)).status).toBe(204);
  expect((await call(other, "GET", "/me")).problem.code).toBe("session_revoked");
  const third = { ...clerk, token: await signIn(app, clerk.email) };
  expect((await call(clerk, "DELETE", "/me/sessions")).status).toBe(204);
  expect((await call(third, "GET", "/me")).problem.code).toBe("session_revoked");
  expect((await call(clerk, "GET", "/me")).status).toBe(200);
});

test("one's own session ends without a proof, however old it is", async () => {
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock });
  const clerk = await signInLongAgo(business, business.people.clerk, clock);
  const { body } = await business.call<{ sessionId: string }>(clerk, "GET", "/me");
  const ended = await business.call(clerk, "DELETE", `/me/sessions/${body.sessionId}`);
  expect(ended.status).toBe(204);
});

test.each([
  ["/api-keys", { name: "job" }],
  ["/service-accounts", { name: "job", role: "viewer" }],
])(
  "ten minutes after a sign-in one shows again who one is before a credential is made at %s",
  async (path, body) => {
    const clock = createTestClock();
    const business = await buildTestBusiness("sqlite", { clock });
    const { people, call } = business;
    const admin = await signInLongAgo(business, people.admin, clock);
    const refused = await call(admin, "POST", path, { body });
    expect(refused.body).toMatchObject({ status: 403, code: "reauthentication_required" });
    expect((await call<object[]>(admin, "GET", path)).body).toEqual([]);
    expect((await call(admin, "POST", "/me/reauthenticate", { body: { password } })).status).toBe(204);
    expect((await call(admin, "POST", path, { body })).status).toBe(201);
  },
);

test("password and email change only in a session that has shown the second factor there is", async () => {
  const clock = createTestClock();
  const business = await buildTestBusiness("sqlite", { clock });
  const { app, people, call } = business;
  const older = { ...people.clerk, token: await signIn(app, people.clerk.email) };
  const { body: begun } = await call<{ secret: string }>(people.clerk, "POST", "/me/second-factor/totp");
  const confirm = { code: codeOf(begun.secret, clock) };
  expect((await call(people.clerk, "POST", "/me/second-factor/totp/confirm", { body: confirm })).status).toBe(
    200,
  );
  clock.advanceSeconds(stepSeconds);

  const email = "moved@example.com";
  const change = () =>
    call(older, "POST", "/me/password", {
      body: { currentPassword: password, newPassword: "another long enough phrase" },
    });
  const move = () => call(older, "PATCH", "/me", { body: { email, currentPassword: password } });
  for (const refused of [await change(), await move()]) {
    expect(refused.body).toMatchObject({
      status: 403,
      code: "reauthentication_required",
      methods: ["otp", "recovery_code"],
    });
  }
  expect((await call(people.clerk, "GET", "/me")).body).toMatchObject({ email: people.clerk.email });
  const otp = codeOf(begun.secret, clock);
  expect((await call(older, "POST", "/me/reauthenticate", { body: { otp } })).status).toBe(204);
  expect((await move()).body).toMatchObject({ email });
  expect((await change()).status).toBe(204);
  expect((await call(people.clerk, "GET", "/me")).problem.code).toBe("session_revoked");
});
