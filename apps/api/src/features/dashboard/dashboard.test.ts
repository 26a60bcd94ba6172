import type { Dashboard } from "@gatehouse/shared/dashboard";
import type { Invoice } from "@gatehouse/shared/invoices";
import { describe, expect, it } from "vitest";
import { createTestClock, engines } from "../../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";
import { fillWithInvoices } from "../../../test/fill-with-invoices.ts";
import { type Person, signIn } from "../../../test/people.ts";

const daySeconds = 24 * 60 * 60;

/** Count and total of the invoices, by what is named. */
function sumBy(invoices: readonly Invoice[], nameOf: (invoice: Invoice) => object) {
  const sums = new Map<string, { count: number; total: number }>();
  for (const invoice of invoices) {
    const name = JSON.stringify(nameOf(invoice));
    const { count, total } = sums.get(name) ?? { count: 0, total: 0 };
    sums.set(name, { count: count + 1, total: total + invoice.total });
  }
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sum]) => ({ ...(JSON.parse(name) as object), ...sum }));
}

/** The figures as a plain look at every invoice gives them. */
function figuresOf(invoices: readonly Invoice[], today: string, firstMonth: string) {
  const owed = invoices.filter(({ status }) => status === "submitted" || status === "approved");
  const turnover = [...owed, ...invoices.filter(({ status }) => status === "paid")];
  const byCurrency = ({ currency }: Invoice) => ({ currency });
  return {
    outstanding: sumBy(owed, byCurrency),
    overdue: sumBy(
      owed.filter(({ dueDate }) => dueDate < today),
      byCurrency,
    ),
    byStatus: sumBy(invoices, ({ status, currency }) => ({ status, currency })),
    byMonth: sumBy(
      turnover.filter(({ issueDate }) => issueDate >= firstMonth),
      ({ issueDate, currency }) => ({ month: issueDate.slice(0, 7), currency }),
    ),
  };
}

const read = async ({ call }: TestBusiness, person: Person) =>
  (await call<Dashboard>(person, "GET", "/dashboard")).body;

describe.each(engines)("the dashboard on %s", (engine) => {
  it("adds up what is in the database, to everyone alike", async () => {
    const business = await buildTestBusiness(engine, { clock: createTestClock() });
    const { customers, invoices } = await fillWithInvoices(business, 400);
    const expected = { ...figuresOf(invoices, "2026-01-15", "2025-02-01"), customers: customers.length };
    for (const person of Object.values(business.people)) {
      expect(await read(business, person)).toEqual(expected);
    }
    expect(expected.overdue.length).toBeGreaterThan(0);
    expect((await business.app.inject("/api/dashboard")).statusCode).toBe(401);
  });

  it("shows a change at once, and what is overdue by the day", async () => {
    const clock = createTestClock();
    const business = await buildTestBusiness(engine, { clock });
    const { app, call, people } = business;
    const { invoices } = await fillWithInvoices(business, 60);
    await read(business, people.viewer);
    const approved = invoices.find(({ status }) => status === "approved");
    const paid = await call<Invoice>(people.approver, "POST", `/invoices/${approved?.id}/pay`);
    const stored = invoices.map((invoice) => (invoice.id === paid.body.id ? paid.body : invoice));
    const first = await read(business, people.viewer);
    expect(first).toMatchObject(figuresOf(stored, "2026-01-15", "2025-02-01"));
    clock.advanceSeconds(60 * daySeconds);
    const viewer = { ...people.viewer, token: await signIn(app, people.viewer.email) };
    const later = await read(business, viewer);
    expect(later).toMatchObject(figuresOf(stored, "2026-03-16", "2025-04-01"));
    expect(later.overdue).not.toEqual(first.overdue);
  });
});
