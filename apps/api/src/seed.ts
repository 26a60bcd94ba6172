import { isLoopbackUrl } from "./config-validators.ts";
import type { Database } from "./database/database.ts";
import { demoAccounts, seedDemoAccounts } from "./demo/demo-accounts.ts";
import { createCustomers } from "./features/customers/customers.ts";
import { reindexInvoicesOf } from "./features/invoices/reindex-invoices.ts";
import { storeInvoices } from "./features/invoices/store-invoices.ts";
import { seedDemo } from "./features/seed/seed-demo.ts";
import type { PasswordHasher } from "./password/password-hasher.ts";
import { storeRecords } from "./resources/store-records.ts";

export interface SeedRequest {
  readonly database: Database;
  readonly hasher: PasswordHasher;
  /** The seed refuses to run where others can reach the installation; undefined stands for localhost. */
  readonly publicUrl: string | undefined;
  readonly invoices: number;
  readonly now: number;
}

const idOf = (role: string) => demoAccounts.find((account) => account.role === role)?.id ?? "";

/** Demo accounts and demo data, joined from the features that own them. What is there already stays. */
export async function seed({ database, hasher, publicUrl, invoices, now }: SeedRequest) {
  const isLoopback = publicUrl === undefined || isLoopbackUrl(publicUrl);
  await seedDemoAccounts(database, hasher, { isLoopback, now });
  const { engine } = database;
  const customers = createCustomers({ onRenamed: reindexInvoicesOf });
  return await seedDemo({
    database,
    invoices,
    now,
    staff: { clerk: idOf("clerk"), admin: idOf("admin"), approver: idOf("approver") },
    storeCustomers: (writer, records) => storeRecords({ writer, engine }, customers, [...records]),
    storeInvoices: (writer, records) => storeInvoices({ writer, engine }, records),
  });
}
