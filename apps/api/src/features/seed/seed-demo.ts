import type { Customer } from "@gatehouse/shared/customers";
import type { Database, Writer } from "../../database/database.ts";
import { makeDemoCustomers, type DemoCustomer } from "./demo-customers.ts";
import { writeDemoHistory } from "./demo-history.ts";
import { makeDemoInvoices, type DemoInvoice, type DemoStaff } from "./demo-invoices.ts";

/** Stores records as they are, with all that belongs to them. */
type Store<R> = (writer: Writer, records: readonly R[]) => Promise<void>;

export interface SeedOptions {
  readonly database: Database;
  /** The ids of those who write and decide the invoices. */
  readonly staff: DemoStaff;
  readonly storeCustomers: Store<Customer>;
  /** Gives each invoice but a draft the next number, and stores it. */
  readonly storeInvoices: Store<DemoInvoice>;
  /** How many invoices there are to be. */
  readonly invoices: number;
  readonly now: number;
}

const customerCount = 200;
const invoicesSeed = 4711;
const batchSize = 1000;

/** The newest so many invoices get a history in the audit log. */
const invoicesWithHistory = 2000;

/**
 * Fills a database with demo customers and invoices. What is there already stays, and only the invoices
 * that are missing are added. Answers with how many that were.
 */
export async function seedDemo(options: SeedOptions): Promise<{ addedInvoices: number }> {
  const { database, staff, now } = options;
  const customers = await ensureCustomers(options);
  const { present } = await database.read
    .selectFrom("invoices")
    .select((eb) => eb.fn.countAll<number>().as("present"))
    .executeTakeFirstOrThrow();
  const count = Math.max(0, options.invoices - present);
  const made = makeDemoInvoices({ customers, staff, count, now, seed: invoicesSeed + present });
  await storeInvoices(options, made, count);
  return { addedInvoices: count };
}

/** The demo's customers, by now in the database. Their ids are of the moment of the first seeding. */
async function ensureCustomers({ database, storeCustomers, now }: SeedOptions): Promise<DemoCustomer[]> {
  const made = makeDemoCustomers(customerCount, now);
  const present = await database.read.selectFrom("customers").select(["id", "name"]).execute();
  const idsByName = new Map(present.map(({ id, name }) => [name, id]));
  const missing = made.filter(({ name }) => !idsByName.has(name));
  await database.write((writer) => storeCustomers(writer, missing));
  return made.map((customer) => ({ ...customer, id: idsByName.get(customer.name) ?? customer.id }));
}

async function storeInvoices(
  { database, storeInvoices: store }: SeedOptions,
  made: Iterable<DemoInvoice>,
  count: number,
): Promise<void> {
  let stored = 0;
  for (const batch of batchesOf(made)) {
    await database.write((writer) => store(writer, batch));
    stored += batch.length;
    if (count - stored < invoicesWithHistory) await writeDemoHistory(database, batch);
  }
}

function* batchesOf<T>(items: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
