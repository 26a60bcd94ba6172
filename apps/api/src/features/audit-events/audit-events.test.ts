import { describe, expect, it } from "vitest";
import { engines } from "../../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";

interface Event {
  id: string;
  type: string;
  actorId: string | null;
  requestId: string | null;
  changes: object[];
}

const find = async ({ call, people }: TestBusiness, filter: object) => {
  const query = { filter, sort: ["createdAt", "ASC"] };
  const { body, headers } = await call<Event[]>(people.admin, "GET", "/audit-events", { query });
  return { types: body.map(({ type }) => type), range: headers["content-range"], events: body };
};

const addCustomer = ({ call, people }: TestBusiness, name: string) =>
  call<{ id: string }>(people.clerk, "POST", "/customers", {
    body: { name, country: "DE", currency: "EUR" },
  });

describe.each(engines)("audit events on %s", (engine) => {
  it("are found by words of what they say, in any order and case", async () => {
    const business = await buildTestBusiness(engine);
    const { body: customer } = await addCustomer(business, "Müller & Söhne");
    const path = `/customers/${customer.id}`;
    await business.call(business.people.clerk, "PATCH", path, { body: { city: "Köln am Rhein" } });
    const created = { types: ["customer.created"], range: "audit-events 0-0/1" };
    expect(await find(business, { q: "Müller" })).toMatchObject(created);
    expect(await find(business, { q: "CUSTOMER.created  eur" })).toMatchObject(created);
    expect(await find(business, { q: "köln" })).toMatchObject({ types: ["customer.updated"] });
    expect(await find(business, { q: "rhein", type: "customer.created" })).toMatchObject({ types: [] });
    const both = { types: ["customer.created", "customer.updated"], range: "audit-events 0-1/2" };
    expect(await find(business, { q: customer.id })).toMatchObject(both);
    const [event] = (await find(business, { q: "rhein" })).events;
    expect(await find(business, { q: event?.requestId })).toMatchObject({ events: [{ id: event?.id }] });
    for (const q of ["rhein leeds", "%", "_", "'", "\\", "\0", "\ud83d", "customer.created*"]) {
      expect([q, await find(business, { q })]).toMatchObject([q, { types: [], range: "audit-events */0" }]);
    }
  });

  it("are counted anew after each event", async () => {
    const business = await buildTestBusiness(engine);
    const before = await find(business, { q: "leeds" });
    await addCustomer(business, "Leeds Ltd");
    const after = await find(business, { q: "leeds" });
    expect([before.range, after.range]).toEqual(["audit-events */0", "audit-events 0-0/1"]);
  });

  it("and sessions are read by administrators only, and changed by nobody", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const [event] = (await find(business, {})).events;
    for (const path of ["/audit-events", `/audit-events/${event?.id}`, "/sessions"]) {
      for (const role of ["approver", "clerk", "viewer"] as const) {
        const { status, problem } = await call(people[role], "GET", path);
        expect([path, role, status, problem.code]).toEqual([path, role, 403, "insufficient_scope"]);
      }
    }
    for (const method of ["POST", "PUT", "PATCH", "DELETE"] as const) {
      const one = await call(people.admin, method, `/audit-events/${event?.id}`);
      const many = await call(people.admin, method, "/audit-events", {
        query: { filter: { id: [event?.id] } },
      });
      expect([one.status, many.status]).toEqual([404, 404]);
    }
    expect((await find(business, { id: [event?.id] })).events).toEqual([event]);
  });

  it("tell of a user's changes field by field, and never a secret", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const invitation = { email: "new@example.com", firstName: "New", lastName: "Person", role: "clerk" };
    const { body: user } = await call<{ id: string }>(people.admin, "POST", "/users", { body: invitation });
    await call(people.admin, "PATCH", `/users/${user.id}`, { body: { role: "viewer", lastName: "Other" } });
    await call(people.admin, "DELETE", `/users/${user.id}`);
    const { events } = await find(business, { recordId: user.id });
    const fields = Object.entries(invitation);
    expect(events).toMatchObject([
      { type: "user.created", changes: fields.map(([field, after]) => ({ field, before: null, after })) },
      {
        type: "user.updated",
        actorId: people.admin.id,
        changes: [
          { field: "lastName", before: "Person", after: "Other" },
          { field: "role", before: "clerk", after: "viewer" },
        ],
      },
      {
        type: "user.deleted",
        changes: expect.arrayContaining([{ field: "role", before: "viewer", after: null }]) as unknown,
      },
    ]);
    expect(JSON.stringify((await find(business, {})).events)).not.toMatch(/hash|argon2|code=|token/i);
  });
});

describe.each(engines)("sessions on %s", (engine) => {
  it("are found by device and address", async () => {
    const { app, call, people } = await buildTestBusiness(engine);
    const form = new URLSearchParams({ username: people.viewer.email, password: "correct horse battery" });
    const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    await app.inject({
      method: "POST",
      url: "/api/token",
      headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": agent },
      payload: form.toString(),
    });
    const find = async (q: string) =>
      (await call(people.admin, "GET", "/sessions", { query: { filter: { q } } })).headers["content-range"];
    expect(await find("firefox LINUX")).toBe("sessions 0-0/1");
    expect(await find("127.0.0.1")).toBe("sessions 0-4/5");
    expect(await find("safari")).toBe("sessions */0");
    const own = { q: "firefox", userId: people.clerk.id };
    const others = await call(people.admin, "GET", "/sessions", { query: { filter: own } });
    expect(others.headers["content-range"]).toBe("sessions */0");
  });
});
