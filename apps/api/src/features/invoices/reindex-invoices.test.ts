import { sql } from "kysely";
import type { Customer } from "@gatehouse/shared/customers";
import type { Invoice } from "@gatehouse/shared/invoices";
import { expect, test } from "vitest";
import { operatorContext } from "../../audit/audit-log.ts";
import { lockRecord, updateRecord } from "../../resources/record-writer.ts";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";
import { invoices } from "./invoices.ts";

const countWaiting = async ({ database }: TestBusiness) => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database.read);
  return rows[0]?.count;
};

/** Changes an invoice's notes, in a transaction that ends only when `until` does. */
const changeSlowly = ({ database, people }: TestBusiness, id: string, until: Promise<void>) => {
  const begun = Promise.withResolvers<void>();
  const ended = database.write(async (writer) => {
    const caller = { userId: people.clerk.id, role: "clerk", sessionId: null } as const;
    const change = { writer, engine: database.engine, now: Date.now(), caller, audit: operatorContext };
    const stored = await lockRecord(change, invoices, id);
    if (!stored) throw new Error("There is no such invoice.");
    await updateRecord(change, invoices, stored, { notes: "Leeds" });
    begun.resolve();
    await until;
  });
  return { begun: begun.promise, ended };
};

test("an invoice that changes while its customer is renamed is found by both", async () => {
  const business = await buildTestBusiness("postgres");
  const { call, people } = business;
  const acme = { name: "Acme", country: "GB", currency: "GBP" };
  const customer = await call<Customer>(people.clerk, "POST", "/customers", { body: acme });
  const body = { customerId: customer.body.id };
  const invoice = await call<Invoice>(people.clerk, "POST", "/invoices", { body });
  const gate = Promise.withResolvers<void>();
  const slow = changeSlowly(business, invoice.body.id, gate.promise);
  await slow.begun;
  const renaming = call(people.clerk, "PATCH", `/customers/${customer.body.id}`, {
    body: { name: "Zürcher" },
  });
  await expect.poll(() => countWaiting(business), { timeout: 30_000 }).toBe(1);
  gate.resolve();
  await slow.ended;
  expect((await renaming).status).toBe(200);
  for (const q of ["leeds", "zürcher", "leeds zürcher"]) {
    const { headers } = await call(people.viewer, "GET", "/invoices", { query: { filter: { q } } });
    expect([q, headers["content-range"]]).toEqual([q, "invoices 0-0/1"]);
  }
});
