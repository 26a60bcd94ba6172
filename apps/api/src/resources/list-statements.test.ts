import type { Customer } from "@gatehouse/shared/customers";
import { describe, expect, it } from "vitest";
import { buildTestApp, createTestClock, engines } from "../../test/build-test-app.ts";
import { buildTestBusiness, createCall, type TestBusiness } from "../../test/build-test-business.ts";
import { fillWithInvoices } from "../../test/fill-with-invoices.ts";
import { watchStatements } from "../../test/watch-statements.ts";

const tables = [
  "resource_states",
  "customers",
  "invoices",
  "users",
  "sessions",
  "audit_events",
  "audit_chain",
];

async function readRows({ call, people }: TestBusiness, resource: string, query: object): Promise<number> {
  const answer = await call<unknown[]>(people.admin, "GET", `/${resource}`, { query: { ...query } });
  expect(answer.status).toBe(200);
  return answer.body.length;
}

describe.each(engines)("what a list asks of %s", (engine) => {
  it("is the same for one row as for many, of every resource", async () => {
    const business = await buildTestBusiness(engine);
    await fillWithInvoices(business, 60);
    const statements = watchStatements(engine, tables);
    const sizes = { invoices: 50, customers: 40, users: 4, sessions: 4, "audit-events": 4 };
    for (const [resource, most] of Object.entries(sizes)) {
      expect(await readRows(business, resource, { range: [0, 0] })).toBe(1);
      const forOne = statements().length;
      expect(await readRows(business, resource, { range: [0, most - 1] })).toBe(most);
      expect({ [resource]: statements().length }).toEqual({ [resource]: forOne });
    }
  });

  it("is the same for one record as for many that are asked for by their ids", async () => {
    const business = await buildTestBusiness(engine);
    const { customers } = await fillWithInvoices(business, 0);
    const statements = watchStatements(engine, tables);
    const ids = customers.map(({ id }) => id);
    await readRows(business, "customers", { filter: { id: ids.slice(0, 1) } });
    const forOne = statements().length;
    expect(forOne).toBeGreaterThan(0);
    expect(await readRows(business, "customers", { filter: { id: ids } })).toBe(ids.length);
    expect(statements()).toHaveLength(forOne);
  });
});

describe("a page that SQLite has written", () => {
  const page = { sort: ["name", "ASC"], range: [0, 24] };

  it("is not asked for again until something has changed, whoever changed it", async () => {
    const business = await buildTestBusiness("sqlite");
    const { call, people } = business;
    const { customers } = await fillWithInvoices(business, 0);
    const callNeighbour = createCall(await buildTestApp({ databaseUrl: business.databaseUrl }));
    const statements = watchStatements("sqlite", tables);
    await readRows(business, "customers", page);
    statements();
    await readRows(business, "customers", page);
    expect(statements()).toEqual([expect.stringContaining("resource_states")]);
    const [first] = customers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const [index, where] of [call, callNeighbour].entries()) {
      const city = `Leeds ${index}`;
      await where(people.clerk, "PATCH", `/customers/${first?.id}`, { body: { city } });
      const { body } = await call<Customer[]>(people.viewer, "GET", "/customers", { query: page });
      expect(body[0]).toMatchObject({ id: first?.id, city });
    }
  });

  it("shows after five seconds what was changed by SQL alone", async () => {
    const clock = createTestClock(Date.now());
    const business = await buildTestBusiness("sqlite", { clock });
    const { call, people, database } = business;
    await fillWithInvoices(business, 0);
    await readRows(business, "customers", page);
    await database.write((writer) => writer.updateTable("customers").set({ city: "Nowhere" }).execute());
    clock.advanceSeconds(5);
    const { body } = await call<Customer[]>(people.viewer, "GET", "/customers", { query: page });
    expect(new Set(body.map(({ city }) => city))).toEqual(new Set(["Nowhere"]));
  });
});
