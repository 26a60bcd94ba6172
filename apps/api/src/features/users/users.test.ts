import type { User } from "@gatehouse/shared/users";
import { describe, expect, it } from "vitest";
import { engines } from "../../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";
import { addPerson, signIn } from "../../../test/people.ts";

const newPassword = "a long enough password";
const codeOf = (url: string) => url.split("#code=")[1] ?? "";

async function invite({ call, people }: TestBusiness, email = "new@example.com") {
  const body = { email, firstName: "New", lastName: "Person", role: "clerk" };
  return await call<User & { invitationUrl: string }>(people.admin, "POST", "/users", { body });
}

describe.each(engines)("users on %s", (engine) => {
  it("shows names only to those who are no administrators", async () => {
    const { call, people } = await buildTestBusiness(engine);
    const { id } = people.admin;
    const list = await call<User[]>(people.clerk, "GET", "/users", { query: { filter: { id: [id] } } });
    expect(list.body).toEqual([{ id, firstName: "admin", lastName: "Person" }]);
    const one = await call(people.clerk, "GET", `/users/${id}`);
    expect(one.body).toEqual({ id, firstName: "admin", lastName: "Person" });
    const byEmail = await call(people.clerk, "GET", "/users", {
      query: { filter: { email: "admin@example.com" } },
    });
    expect(byEmail.status).toBe(400);
    for (const field of ["email", "role", "disabledAt", "lastSignInAt", "createdAt"]) {
      for (const query of [{ filter: { [`${field}_neq`]: null } }, { sort: [field, "ASC"] }]) {
        const { status, problem } = await call(people.clerk, "GET", "/users", { query });
        expect([status, problem.detail]).toEqual([400, expect.stringContaining(field)]);
      }
    }
    const asCsv = await call(people.clerk, "GET", "/users", { headers: { accept: "text/csv" } });
    expect([asCsv.status, asCsv.problem.code]).toEqual([403, "insufficient_scope"]);
    const bySearch = await call(people.clerk, "GET", "/users", { query: { filter: { q: "example" } } });
    expect(bySearch.body).toEqual([]);
    const byName = await call<User[]>(people.clerk, "GET", "/users", { query: { filter: { q: "admi" } } });
    expect(byName.body).toHaveLength(1);
  });

  it("invites by a link that works once", async () => {
    const business = await buildTestBusiness(engine);
    const { app } = business;
    const invited = await invite(business);
    expect(invited.status).toBe(201);
    const payload = { code: codeOf(invited.body.invitationUrl), password: newPassword };
    const accept = () => app.inject({ method: "POST", url: "/api/invitations/accept", payload });
    const accepted = await accept();
    expect([accepted.statusCode, accepted.json<object>()]).toEqual([
      201,
      expect.objectContaining({ token_type: "Bearer" }),
    ]);
    const shown = await business.call<User>(business.people.admin, "GET", `/users/${invited.body.id}`);
    expect(shown.body.lastSignInAt, "accepting signs in").toBeTypeOf("string");
    expect((await accept()).statusCode).toBe(403);
    expect(await signIn(app, "NEW@example.com", newPassword)).toBeTypeOf("string");
  });

  it("invites nobody with a password, a state or a role that there is none of", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const invitation = { email: "new@example.com", firstName: "New", lastName: "Person", role: "clerk" };
    const wrong = {
      password: newPassword,
      passwordHash: "$2b$10$",
      disabledAt: null,
      role: "root",
      email: "new",
      firstName: " ",
    };
    for (const [field, value] of Object.entries(wrong)) {
      const body = { ...invitation, [field]: value };
      const { status, problem } = await call(people.admin, "POST", "/users", { body });
      expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, [field]]);
    }
    const { body: user } = await invite(business);
    const shown = await call(people.admin, "GET", `/users/${user.id}`);
    expect(shown.body).toEqual({ ...user, invitationUrl: undefined });
    expect(user.invitationUrl).toMatch(/^http:\/\/localhost:3000\/invitation#code=[\w-]{43}$/);
    for (const [field, value] of Object.entries({ password: newPassword, lastSignInAt: user.createdAt })) {
      const answer = await call(people.admin, "PATCH", `/users/${user.id}`, { body: { [field]: value } });
      expect([answer.status, Object.keys(answer.problem.errors ?? {})]).toEqual([400, [field]]);
    }
  });

  it("keeps the invitation's link out of what a repeated request gets", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const body = { email: "once@example.com", firstName: "O", lastName: "P", role: "viewer" };
    const post = () => call(people.admin, "POST", "/users", { body, headers: { "idempotency-key": "i" } });
    const first = await post();
    expect([first.status, typeof first.body["invitationUrl"]]).toEqual([201, "string"]);
    const again = await post();
    expect([again.status, again.body["invitationUrl"]]).toEqual([201, undefined]);
  });

  it("refuses an email that is taken, in whatever spelling", async () => {
    const business = await buildTestBusiness(engine);
    const answer = await invite(business, "CLERK@example.com");
    expect([answer.status, answer.problem.code]).toEqual([409, "email_taken"]);
  });

  it("signs a disabled user out at once, and lets him in again when enabled", async () => {
    const { app, call, people } = await buildTestBusiness(engine);
    const disabled = await call<User>(people.admin, "POST", `/users/${people.clerk.id}/disable`);
    expect(disabled.body.disabledAt).not.toBeNull();
    expect((await call(people.clerk, "GET", "/customers")).status).toBe(401);
    await call(people.admin, "POST", `/users/${people.clerk.id}/enable`, { body: {} });
    expect((await call(people.clerk, "GET", "/customers")).status).toBe(401);
    const token = await signIn(app, people.clerk.email);
    expect((await call({ ...people.clerk, token }, "GET", "/customers")).status).toBe(200);
  });

  it("takes the whole record of a person back who has signed in meanwhile", async () => {
    const { app, call, people } = await buildTestBusiness(engine);
    const path = `/users/${people.clerk.id}`;
    const { body: seen } = await call<User>(people.admin, "GET", path);
    await signIn(app, people.clerk.email);
    const saved = await call<User>(people.admin, "PUT", path, { body: { ...seen, lastName: "Married" } });
    expect(saved.body).toMatchObject({ lastName: "Married", version: seen.version + 1 });
    expect(saved.body.lastSignInAt).not.toBe(seen.lastSignInAt);
  });

  it("makes a changed role count at once", async () => {
    const { call, people } = await buildTestBusiness(engine);
    await call(people.admin, "PATCH", `/users/${people.clerk.id}`, { body: { role: "viewer" } });
    const stale = await call(people.clerk, "GET", "/customers");
    expect([stale.status, stale.problem.code]).toEqual([401, "token_stale"]);
  });

  it("protects one's own account and the last administrator", async () => {
    const { app, call, people, database } = await buildTestBusiness(engine);
    const own = `/users/${people.admin.id}`;
    for (const answer of [
      await call(people.admin, "PATCH", own, { body: { role: "viewer" } }),
      await call(people.admin, "POST", `${own}/disable`),
      await call(people.admin, "DELETE", own),
    ]) {
      expect([answer.status, answer.problem.code]).toEqual([409, "own_account"]);
    }
    const second = await addPerson(app, database, "admin", "second");
    const [a, b] = await Promise.all([
      call(people.admin, "PATCH", `/users/${second.id}`, { body: { role: "viewer" } }),
      call(second, "PATCH", own, { body: { role: "viewer" } }),
    ]);
    expect([a.status, b.status].filter((status) => status === 200)).toHaveLength(1);
  });

  it("lets nobody take the last administrator's rights, a program neither, one by one or in bulk", async () => {
    const { app, call, people } = await buildTestBusiness(engine);
    const account = await call<{ clientId: string; clientSecret: string }>(
      people.admin,
      "POST",
      "/service-accounts",
      { body: { name: "Sync", role: "admin" } },
    );
    const { clientId: client_id, clientSecret: client_secret } = account.body;
    const payload = { grant_type: "client_credentials", client_id, client_secret };
    const token = (await app.inject({ method: "POST", url: "/api/token", payload })).json<{
      access_token: string;
    }>().access_token;
    const program = { ...people.admin, token };
    const own = `/users/${people.admin.id}`;
    const query = { filter: { id: [people.clerk.id, people.admin.id] } };
    for (const answer of [
      await call(program, "PATCH", own, { body: { role: "viewer" } }),
      await call(program, "POST", `${own}/disable`),
      await call(program, "DELETE", own),
      await call(program, "PATCH", "/users", { query, body: { role: "viewer" } }),
      await call(program, "DELETE", "/users", { query }),
    ]) {
      expect([answer.status, answer.problem.code]).toEqual([409, "last_administrator"]);
    }
    const { body } = await call<User[]>(people.admin, "GET", "/users", { query });
    expect(body.map(({ role }) => role).toSorted((a, b) => a.localeCompare(b))).toEqual(["admin", "clerk"]);
    expect((await call(people.clerk, "GET", "/customers")).status).toBe(200);
  });

  it("changes nobody's own email and password past the password that his profile asks for", async () => {
    const { call, people } = await buildTestBusiness(engine);
    const own = `/users/${people.admin.id}`;
    for (const answer of [
      await call(people.admin, "PATCH", own, { body: { email: "thief@example.com" } }),
      await call(people.admin, "POST", `${own}/password-reset`),
    ]) {
      expect([answer.status, answer.problem.code]).toEqual([409, "own_account"]);
    }
    const whole = await call(people.admin, "GET", own);
    const renamed = await call(people.admin, "PUT", own, { body: { ...whole.body, firstName: "Ada" } });
    expect(renamed.body).toMatchObject({ firstName: "Ada", email: people.admin.email });
    const other = { body: { email: "moved@example.com" } };
    expect((await call(people.admin, "PATCH", `/users/${people.clerk.id}`, other)).status).toBe(200);
  });

  it("resets a password by a link shown once, and ends all sessions", async () => {
    const { app, call, people } = await buildTestBusiness(engine);
    const link = await call<{ url: string }>(
      people.admin,
      "POST",
      `/users/${people.clerk.id}/password-reset`,
    );
    const payload = { code: codeOf(link.body.url), password: newPassword };
    const confirm = () => app.inject({ method: "POST", url: "/api/password-reset/confirm", payload });
    expect((await confirm()).statusCode).toBe(204);
    expect((await confirm()).statusCode).toBe(403);
    expect((await call(people.clerk, "GET", "/customers")).status).toBe(401);
    expect(await signIn(app, people.clerk.email, newPassword)).toBeTypeOf("string");
  });

  it("deletes softly and frees the email", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    expect((await call(people.admin, "DELETE", `/users/${people.viewer.id}`)).status).toBe(200);
    expect((await call(people.admin, "GET", `/users/${people.viewer.id}`)).status).toBe(404);
    expect((await call(people.viewer, "GET", "/customers")).status).toBe(401);
    expect((await invite(business, people.viewer.email)).status).toBe(201);
  });

  it("lists sessions for administrators and ends them", async () => {
    const { call, people } = await buildTestBusiness(engine);
    const query = { filter: { userId: people.clerk.id } };
    const list = await call<{ id: string; current: boolean }[]>(people.admin, "GET", "/sessions", { query });
    expect(list.body).toMatchObject([{ userId: people.clerk.id, current: false, revokedAt: null }]);
    const ended = await call(people.admin, "DELETE", `/sessions/${list.body[0]?.id}`);
    expect(ended.status).toBe(200);
    const after = await call(people.clerk, "GET", "/customers");
    expect([after.status, after.problem.code]).toEqual([401, "session_revoked"]);
    expect((await call(people.approver, "GET", "/sessions")).status).toBe(403);
    const recordId = list.body[0]?.id;
    const events = await call(people.admin, "GET", "/audit-events", { query: { filter: { recordId } } });
    const changes = [{ field: "revokeReason", before: null, after: "administrator" }];
    expect(events.body).toMatchObject([{ type: "session.revoked", actorId: people.admin.id, changes }]);
    await call(people.admin, "DELETE", `/sessions/${recordId}`);
    const again = await call(people.admin, "GET", "/audit-events", { query: { filter: { recordId } } });
    expect(again.headers["content-range"]).toBe("audit-events 0-0/1");
  });
});
