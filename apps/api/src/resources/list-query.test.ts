import type { Invoice } from "@gatehouse/shared/invoices";
import { describe, expect, it } from "vitest";
import { buildTestApp, engines } from "../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import { fillWithInvoices } from "../../test/fill-with-invoices.ts";

const list = ({ call, people }: TestBusiness, query: Record<string, unknown>) =>
  call<Invoice[]>(people.viewer, "GET", "/invoices", { query });

const unknownId = (index: number) => `0199b1a4-7c00-7000-8000-${String(index).padStart(12, "0")}`;

/** A query, and what the refusal must name. */
const refused: [Record<string, unknown>, string][] = [
  [{ sort: ["nothing", "ASC"] }, "nothing"],
  [{ sort: ["notes", "ASC"] }, "notes"],
  [{ sort: ["__proto__", "ASC"] }, "__proto__"],
  [{ sort: ["total", "asc"] }, "total"],
  [{ sort: ["total"] }, "sort"],
  [{ sort: {} }, "sort"],
  [{ sort: "[" }, "sort"],
  [{ range: [0, 1000] }, "1000"],
  [{ range: [500, 1500] }, "1000"],
  [{ range: [1, 0] }, "range"],
  [{ range: [-1, 5] }, "range"],
  [{ range: [0] }, "range"],
  [{ range: ["0", "4"] }, "range"],
  [{ range: [0, 1.5] }, "range"],
  [{ range: "0-24" }, "range"],
  [{ range: "" }, "range"],
  [{ filter: "{" }, "filter"],
  [{ filter: [] }, "filter"],
  [{ filter: "null" }, "filter"],
  [{ filter: { nothing: 1 } }, "nothing"],
  [{ filter: { nothing_gte: 1 } }, "nothing_gte"],
  [{ filter: { notes: "x" } }, "notes"],
  [{ filter: { total_like: 1 } }, "total_like"],
  [{ filter: { total_GTE: 1 } }, "total_GTE"],
  [{ filter: { total_gte_gte: 1 } }, "total_gte_gte"],
  [{ filter: '{"__proto__":1}' }, "__proto__"],
  [{ filter: { constructor: 1 } }, "constructor"],
  [{ filter: { total: "100" } }, "total"],
  [{ filter: { total_gte: null } }, "total_gte"],
  [{ filter: { status_neq: ["draft", "paid"] } }, "status_neq"],
  [{ filter: { dueDate_lt: "2026-02-30" } }, "dueDate_lt"],
  [{ filter: { dueDate: "2026-01-31T00:00:00Z" } }, "dueDate"],
  [{ filter: { createdAt_gte: "2026-02-30" } }, "createdAt_gte"],
  [{ filter: { createdAt_gte: "2026-02-30T09:30:00Z" } }, "createdAt_gte"],
  [{ filter: { createdAt_gte: "2026-01-31T09:30" } }, "createdAt_gte"],
  [{ filter: { createdAt: "now" } }, "createdAt"],
  [{ filter: { id: [1] } }, "id"],
  [{ filter: { id: Array.from({ length: 1001 }, (_, index) => unknownId(index)) } }, "id"],
  [{ filter: { q: 5 } }, "q"],
  [{ filter: { q_neq: "x" } }, "q_neq"],
  [{ order: "total" }, "order"],
];

describe.each(engines)("a list's query on %s", (engine) => {
  it("is refused where it is wrong, by a 400 that names what is", async () => {
    const business = await buildTestBusiness(engine);
    for (const [query, name] of refused) {
      const { status, problem } = await list(business, query);
      const asked = JSON.stringify(query).slice(0, 100);
      const said = [problem.detail, JSON.stringify(problem.errors)];
      const isNamed = said.map((text) => text.includes(name));
      expect([asked, status, problem.code, isNamed]).toEqual([asked, 400, "validation_failed", [true, true]]);
    }
  });

  it("may leave out any of its parts", async () => {
    const business = await buildTestBusiness(engine);
    const { invoices } = await fillWithInvoices(business, 30);
    const ids = invoices.map(({ id }) => id).toSorted();
    const plain = await list(business, {});
    expect(plain.headers["content-range"]).toBe("invoices 0-24/30");
    expect(plain.body.map(({ id }) => id)).toEqual(ids.slice(0, 25));
    const turned = await list(business, { sort: ["id", "DESC"] });
    expect(turned.body.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 25));
    expect((await list(business, { range: [0, 999] })).body).toHaveLength(30);
    expect((await list(business, { filter: { id_neq: ids[0] } })).headers["content-range"]).toBe(
      "invoices 0-24/29",
    );
  });

  it("counts what another process has written since", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people, databaseUrl } = business;
    await fillWithInvoices(business, 30);
    const other = await buildTestApp({ databaseUrl });
    const queries = [{}, { filter: { status: "draft" } }, { filter: { q: "elsewhere" } }];
    const count = async () => {
      const answers = await Promise.all(queries.map((query) => list(business, query)));
      return answers.map(({ headers }) => Number(String(headers["content-range"]).split("/")[1]));
    };
    const before = await count();
    const customers = await call<{ id: string }[]>(people.clerk, "GET", "/customers");
    const made = await other.inject({
      method: "POST",
      url: "/api/invoices",
      headers: { authorization: `Bearer ${people.clerk.token}` },
      payload: { customerId: customers.body[0]?.id, notes: "Elsewhere" },
    });
    expect(made.statusCode).toBe(201);
    expect(await count()).toEqual(before.map((total) => total + 1));
  });

  it("is no error where its range is past the end", async () => {
    const business = await buildTestBusiness(engine);
    await fillWithInvoices(business, 30);
    for (const first of [30, 31, 1_000_000, Number.MAX_SAFE_INTEGER - 9]) {
      const { status, text, headers } = await list(business, { range: [first, first + 9] });
      expect([status, text, headers["content-range"]]).toEqual([200, "[]", "invoices */30"]);
    }
    const last = await list(business, { range: [29, 40] });
    expect([last.body.length, last.headers["content-range"]]).toEqual([1, "invoices 29-29/30"]);
    expect((await list(business, { filter: { id: [] } })).headers["content-range"]).toBe("invoices */0");
  });

  it("gets all of up to 1,000 ids that exist, each once", async () => {
    const business = await buildTestBusiness(engine);
    const { invoices } = await fillWithInvoices(business, 30);
    const ids = invoices.map(({ id }) => id).toSorted();
    const unknown = Array.from({ length: 969 }, (_, index) => unknownId(index));
    const { body, headers } = await list(business, { filter: { id: [...ids, ids[0], ...unknown] } });
    expect([body.map(({ id }) => id), headers["content-range"]]).toEqual([ids, "invoices 0-29/30"]);
  });
});
