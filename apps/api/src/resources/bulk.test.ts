import type { Customer } from "@gatehouse/shared/customers";
import type { Invoice } from "@gatehouse/shared/invoices";
import { describe, expect, it } from "vitest";
import { engines } from "../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import { createCustomers } from "../features/customers/customers.ts";
import { reindexInvoicesOf } from "../features/invoices/reindex-invoices.ts";
import { makeDemoCustomers } from "../features/seed/demo-customers.ts";
import { storeRecords } from "./store-records.ts";

const kibibyte = 1024;
const line = { description: "Work", quantity: 1, unitPrice: 100, taxRate: 0 };

/** Ids of so many new customers. */
async function addCustomers({ database }: TestBusiness, count: number): Promise<string[]> {
  const made = makeDemoCustomers(count, Date.UTC(2026, 0, 15));
  const customers = made.map(({ region: _region, ...customer }) => customer);
  const resource = createCustomers({ onRenamed: reindexInvoicesOf });
  await database.write((writer) => storeRecords({ writer, engine: database.engine }, resource, customers));
  return customers.map(({ id }) => id);
}

const addDraft = async ({ call, people }: TestBusiness, by: "admin" | "clerk", customerId: string) =>
  (await call<Invoice>(people[by], "POST", "/invoices", { body: { customerId, lines: [line] } })).body.id;

describe.each(engines)("bulk requests on %s", (engine) => {
  it(
    "change and delete 1,000 records by one URL, and write an event for each",
    { timeout: 120_000 },
    async () => {
      const business = await buildTestBusiness(engine);
      const { app, call, people } = business;
      const ids = await addCustomers(business, 1000);
      const origin = await app.listen({ port: 0 });
      const headers = {
        authorization: `Bearer ${people.clerk.token}`,
        "content-type": "application/json",
      };
      // Padded by what JSON allows, so that it is as long as a URL may be.
      const path = `/api/customers?filter=${encodeURIComponent(JSON.stringify({ id: ids }))}`;
      const url = origin + path.padEnd(64 * kibibyte, "+");
      const changed = await fetch(url, { method: "PATCH", headers, body: '{"city":"Nowhere"}' });
      expect([changed.status, await changed.json()]).toEqual([200, ids]);
      const query = { filter: { city: "Nowhere" }, range: [0, 0] };
      const found = await call(people.viewer, "GET", "/customers", { query });
      expect(found.headers["content-range"]).toBe("customers 0-0/1000");
      const deleted = await fetch(url, { method: "DELETE", headers });
      expect([deleted.status, await deleted.json()]).toEqual([200, ids]);
      for (const type of ["customer.updated", "customer.deleted"]) {
        const events = await call(people.admin, "GET", "/audit-events", { query: { filter: { type } } });
        expect(events.headers["content-range"]).toBe("audit-events 0-24/1000");
      }
    },
  );

  it("answer with each id once, in the order in which they were asked", async () => {
    const business = await buildTestBusiness(engine);
    const [a = "", b = "", c = ""] = await addCustomers(business, 3);
    const query = { filter: { id: [c, a, c, b, a] } };
    const { call, people } = business;
    const changed = await call(people.clerk, "PATCH", "/customers", { query, body: { city: "Leeds" } });
    expect([changed.status, changed.body]).toEqual([200, [c, a, b]]);
  });

  it("name all missing ids and no other, and change nothing then", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const ids = await addCustomers(business, 2);
    const missing = ["0199b1a4-7c00-7000-8000-000000000001", "no id at all"];
    const query = { filter: { id: [missing[0], ...ids, missing[1]] } };
    for (const answer of [
      await call(people.clerk, "PATCH", "/customers", { query, body: { city: "Leeds" } }),
      await call(people.clerk, "DELETE", "/customers", { query }),
    ]) {
      expect([answer.status, answer.problem]).toEqual([
        404,
        expect.objectContaining({
          code: "not_found",
          detail: `These records do not exist: ${missing.join(", ")}`,
          missing,
        }),
      ]);
    }
    const { body } = await call<Customer[]>(people.viewer, "GET", "/customers", { query });
    expect(body.map(({ version }) => version)).toEqual([1, 1]);
  });

  it("do nothing where one of the records refuses", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const [customerId = "", other = ""] = await addCustomers(business, 2);
    const own = await addDraft(business, "clerk", customerId);
    const others = await addDraft(business, "admin", customerId);
    const submitted = await addDraft(business, "clerk", customerId);
    await call(people.clerk, "POST", `/invoices/${submitted}/submit`);
    const cases = [
      ["invoices", [own, others], 403, "insufficient_scope"],
      ["invoices", [own, submitted], 409, "invalid_transition"],
      ["customers", [other, customerId], 409, "still_referenced"],
    ] as const;
    for (const [resource, id, status, code] of cases) {
      const refused = await call(people.clerk, "DELETE", `/${resource}`, { query: { filter: { id } } });
      expect([refused.status, refused.problem.code]).toEqual([status, code]);
      const { headers } = await call(people.viewer, "GET", `/${resource}`, { query: { filter: { id } } });
      expect(headers["content-range"]).toBe(`${resource} 0-1/2`);
    }
    const query = { filter: { id: [own, submitted] } };
    const changed = await call(people.clerk, "PATCH", "/invoices", { query, body: { notes: "x" } });
    expect([changed.status, changed.problem.code]).toEqual([409, "invalid_transition"]);
    expect((await call(people.viewer, "GET", `/invoices/${own}`)).body).toMatchObject({ notes: null });
  });

  it("check the body as a change of one record does", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const id = await addCustomers(business, 2);
    const bodies = [{ nickname: "A" }, { name: "" }, { name: 1 }, { createdAt: "2020-01-01T00:00:00.000Z" }];
    for (const body of bodies) {
      const query = { filter: { id } };
      const { status, problem } = await call(people.clerk, "PATCH", "/customers", { query, body });
      expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, Object.keys(body)]);
    }
    const query = { filter: { id }, range: [0, 1] };
    const { status, problem } = await call(people.clerk, "DELETE", "/customers", { query });
    expect([status, problem.errors]).toEqual([400, { range: "is not a known field" }]);
  });
});
