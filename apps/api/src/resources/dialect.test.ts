import type { Invoice } from "@gatehouse/shared/invoices";
import { invoiceStatuses } from "@gatehouse/shared/invoices";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { engines } from "../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import { fillWithInvoices, type TestRecords } from "../../test/fill-with-invoices.ts";
import { evaluateList, type ModelQuery } from "../../test/list-model.ts";

/** Enough that pages in the middle are deep ones. */
const invoiceCount = 5200;

const sortFields = [
  "id",
  "number",
  "reference",
  "status",
  "currency",
  "dueDate",
  "total",
  "createdAt",
  "paidAt",
];
const searches = [
  "müller",
  "MULLER gmb",
  "東京",
  "所",
  "النور",
  "po-1",
  "inv-0001",
  "Łódz",
  "beratung vor",
  "–",
  "zzz",
];

/** Filters made of values that are there, and of some that are not. */
function filters(invoices: readonly Invoice[]) {
  const someInvoice = fc.constantFrom(...invoices.slice(0, 500));
  const field = fc.constantFrom(
    "reference",
    "status",
    "dueDate",
    "total",
    "createdAt",
    "paidAt",
    "customerId",
  );
  const operator = fc.constantFrom("", "", "_neq", "_gt", "_gte", "_lt", "_lte");
  const comparison = fc.tuple(field, operator, someInvoice).map(([name, suffix, invoice]) => {
    const value = (invoice as Record<string, unknown>)[name];
    const isOrdering = suffix.startsWith("_g") || suffix.startsWith("_l");
    return value === null && isOrdering ? {} : { [`${name}${suffix}`]: value };
  });
  const list = fc.array(someInvoice, { maxLength: 4 }).map((some) => ({ id: some.map(({ id }) => id) }));
  const states = fc.subarray([...invoiceStatuses]).map((status) => ({ status }));
  const search = fc.constantFrom(...searches).map((q) => ({ q }));
  const members = fc.oneof(
    { weight: 6, arbitrary: comparison },
    { weight: 1, arbitrary: list },
    { weight: 1, arbitrary: states },
    { weight: 2, arbitrary: search },
  );
  return fc
    .array(members, { maxLength: 3 })
    .map((parts): Record<string, unknown> =>
      Object.fromEntries(parts.flatMap((part) => Object.entries(part))),
    );
}

const queries = (invoices: readonly Invoice[]): fc.Arbitrary<ModelQuery> =>
  fc.record({
    sort: fc.tuple(fc.constantFrom(...sortFields), fc.constantFrom("ASC" as const, "DESC" as const)),
    range: fc
      .tuple(fc.nat(invoiceCount + 20), fc.nat(60))
      .map(([first, length]): [number, number] => [first, first + length]),
    filter: fc.oneof(filters(invoices), fc.constant({})),
  });

function textsOf({ customers }: TestRecords) {
  const names = new Map(customers.map(({ id, name }) => [id, name]));
  return ({ number, reference, notes, lines, customerId }: Invoice) => [
    number,
    reference,
    notes,
    names.get(customerId) ?? null,
    ...lines.map(({ description }) => description),
  ];
}

/** What the API answers to a query, and what the model does. */
async function ask(business: TestBusiness, records: TestRecords, query: ModelQuery) {
  const { call, people } = business;
  const answer = await call<Invoice[]>(people.viewer, "GET", "/invoices", { query: { ...query } });
  const { page, total } = evaluateList(records.invoices, query, textsOf(records));
  const [first] = query.range;
  const span = page.length === 0 ? "*" : `${first}-${first + page.length - 1}`;
  return {
    actual: { range: answer.headers["content-range"], ids: answer.body.map(({ id }) => id) },
    expected: { range: `invoices ${span}/${total}`, ids: page.map(({ id }) => id) },
  };
}

describe.each(engines)("the dialect on %s", (engine) => {
  it("answers random queries as a plain look at every record does", { timeout: 120_000 }, async () => {
    const business = await buildTestBusiness(engine);
    const records = await fillWithInvoices(business, invoiceCount);
    await fc.assert(
      fc.asyncProperty(queries(records.invoices), async (query) => {
        const { actual, expected } = await ask(business, records, query);
        expect(actual).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it("finds deep pages by landmarks as it does without them", { timeout: 120_000 }, async () => {
    const business = await buildTestBusiness(engine);
    const records = await fillWithInvoices(business, invoiceCount);
    for (const field of ["id", "total", "paidAt", "reference"]) {
      for (const direction of ["ASC", "DESC"] as const) {
        for (const first of [2100, 2600, 2600, 3000, 2249, 2250, 2251]) {
          const query: ModelQuery = { sort: [field, direction], range: [first, first + 24], filter: {} };
          const { actual, expected } = await ask(business, records, query);
          expect(actual).toEqual(expected);
        }
      }
    }
  });

  it("shows whole records as they were stored", async () => {
    const business = await buildTestBusiness(engine);
    const { invoices } = await fillWithInvoices(business, 60);
    const { call, people } = business;
    const ids = invoices.map(({ id }) => id);
    const unknown = "0199b1a4-7c00-7000-8000-000000000001";
    const query = { filter: { id: [...ids, unknown, "no id at all"] } };
    const answer = await call<Invoice[]>(people.viewer, "GET", "/invoices", { query });
    expect(answer.headers["content-range"]).toBe("invoices 0-59/60");
    const byId = (a: Invoice, b: Invoice) => (a.id < b.id ? -1 : 1);
    expect(answer.body.toSorted(byId)).toEqual(invoices.toSorted(byId));
  });
});
