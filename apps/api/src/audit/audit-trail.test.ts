import { expect, test } from "vitest";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import { personPassword } from "../../test/people.ts";

const origin = { address: "127.0.0.1", user_agent: "curl/8" };

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
