import type { Customer } from "@gatehouse/shared/customers";
import type { Invoice } from "@gatehouse/shared/invoices";
import { createCustomers } from "../src/features/customers/customers.ts";
import { reindexInvoicesOf } from "../src/features/invoices/reindex-invoices.ts";
import { storeInvoices } from "../src/features/invoices/store-invoices.ts";
import { makeDemoCustomers } from "../src/features/seed/demo-customers.ts";
import { makeDemoInvoices } from "../src/features/seed/demo-invoices.ts";
import { storeRecords } from "../src/resources/store-records.ts";
import type { TestBusiness } from "./build-test-business.ts";

export interface TestRecords {
  readonly customers: readonly Customer[];
  readonly invoices: readonly Invoice[];
}

/** Stores customers and invoices of all kinds, and answers with them as the API shows them. */
export async function fillWithInvoices(business: TestBusiness, count: number): Promise<TestRecords> {
  const { database, people } = business;
  const { engine } = database;
  const now = Date.UTC(2026, 0, 15);
  const made = makeDemoCustomers(40, now);
  const staff = { clerk: people.clerk.id, admin: people.admin.id, approver: people.approver.id };
  const unnumbered = [...makeDemoInvoices({ customers: made, staff, count, now, seed: 1 })];
  const customers = made.map(({ region: _region, ...customer }) => customer);
  const resource = createCustomers({ onRenamed: reindexInvoicesOf });
  await database.write(async (writer) => {
    await storeRecords({ writer, engine }, resource, customers);
    await storeInvoices({ writer, engine }, unnumbered);
  });
  let number = 0;
  const invoices = unnumbered.map((invoice) => {
    if (invoice.status !== "draft") number += 1;
    return {
      ...invoice,
      number: invoice.status === "draft" ? null : `INV-${String(number).padStart(6, "0")}`,
    };
  });
  return { customers, invoices };
}
