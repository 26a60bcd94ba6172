import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import { personPassword } from "../../test/people.ts";
import { call as callApp } from "../../test/test-client.ts";

const origin = { address: "127.0.0.1", user_agent: "curl/8" };

const signIn = (app: TestBusiness["app"], username: string, cookie?: string) =>
  callApp(app, "POST", "/api/token", { cookie, form: { username, password: personPassword } });

/** Asks the token endpoint; answers with the newest audit event, which must be of that very request. */
async function eventAfter({ app, database }: TestBusiness, parameters: Record<string, string>) {
  const startedAt = Date.now();
  const answer = await app.inject({
    method: "POST",
    url: "/api/token",
    headers: { "user-agent": origin.user_agent },
    payload: parameters,
  });
  const event = await database.read
    .selectFrom("audit_events")
    .selectAll()
    .orderBy("sequence", "desc")
    .executeTakeFirstOrThrow();
  expect(event.request_id).toBe(answer.headers["x-request-id"]);
  expect(event.created_at).toBeGreaterThanOrEqual(startedAt);
  expect(event).toMatchObject(origin);
  return event;
}

test("a sign-in is written down, good or bad, with who, where from, when and which request", async () => {
  const business = await buildTestBusiness("sqlite");
  const { clerk } = business.people;
  const about = { resource: "users", record_id: clerk.id };
  const wrong = { username: clerk.email, password: "not the password of anybody" };
  expect(await eventAfter(business, wrong)).toMatchObject({ type: "login.failed", actor_id: null, ...about });
  const stranger = { ...wrong, username: "nobody@example.com" };
  expect(await eventAfter(business, stranger)).toMatchObject({ type: "login.failed", record_id: null });
  const right = { username: clerk.email, password: personPassword };
  const event = await eventAfter(business, right);
  expect(event).toMatchObject({ type: "login.succeeded", actor_id: clerk.id, ...about });
  expect(event.session_id).not.toBeNull();
});

test("a client that shows a wrong secret is written down, known or not", async () => {
  const business = await buildTestBusiness("sqlite");
  const account = await business.call<{ id: string; clientId: string }>(
    business.people.admin,
    "POST",
    "/service-accounts",
    { body: { name: "Import job", role: "clerk" } },
  );
  const guess = { grant_type: "client_credentials", client_secret: "guessed" };
  const failed = { type: "client.authentication_failed", actor_id: null };
  const known = await eventAfter(business, { ...guess, client_id: account.body.clientId });
  expect(known).toMatchObject({ ...failed, resource: "service-accounts", record_id: account.body.id });
  const unknown = await eventAfter(business, { ...guess, client_id: "nobody" });
  expect(unknown).toMatchObject({ ...failed, resource: null, record_id: null });
});

const endings: [string, (business: TestBusiness, cookie: string) => Promise<unknown>][] = [
  ["signed_out", ({ app }, cookie) => callApp(app, "POST", "/api/logout", { cookie })],
  ["replaced", ({ app, people }, cookie) => signIn(app, people.clerk.email, cookie)],
  ["user", ({ people, call }) => call(people.clerk, "DELETE", "/me/sessions")],
  [
    "administrator",
    ({ people, call }) => call(people.admin, "POST", `/users/${people.clerk.id}/end-sessions`),
  ],
  ["account_disabled", ({ people, call }) => call(people.admin, "POST", `/users/${people.clerk.id}/disable`)],
  ["account_disabled", ({ people, call }) => call(people.admin, "DELETE", `/users/${people.clerk.id}`)],
  [
    "password_changed",
    ({ people, call }) =>
      call(people.clerk, "POST", "/me/password", {
        body: { currentPassword: personPassword, newPassword: `${personPassword} 2` },
      }),
  ],
  [
    "second_factor_reset",
    ({ people, call }) => call(people.admin, "POST", `/users/${people.clerk.id}/reset-second-factor`),
  ],
];

test.each(endings)("the end of a session is written down with its reason: %s", async (reason, end) => {
  const business = await buildTestBusiness("sqlite");
  const { body, setCookie = "" } = await signIn(business.app, business.people.clerk.email);
  const { sid } = decodeJwt<{ sid: string }>(String(body["access_token"]));
  await end(business, setCookie);
  const events = await business.database.read
    .selectFrom("audit_events")
    .select(["type", "changes"])
    .where("resource", "=", "sessions")
    .where("record_id", "=", sid)
    .execute();
  const changes = JSON.stringify([{ field: "revokeReason", before: null, after: reason }]);
  expect(events).toEqual([{ type: "session.revoked", changes }]);
});

test("the log says who was refused what", async () => {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const { people, call } = await buildTestBusiness("sqlite", { logger: { level: "info", stream } });
  lines.length = 0;
  const { problem } = await call(people.viewer, "GET", "/service-accounts");
  const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(logged).toContainEqual(
    expect.objectContaining({
      requestId: problem.requestId,
      method: "GET",
      path: "/api/service-accounts",
      status: 403,
      actorId: people.viewer.id,
      address: origin.address,
    }),
  );
});
