import type { Kysely } from "kysely";
import { searchIndexOf } from "../choose-search-index.ts";
import { comparedText, indexColumns } from "./column-indexes.ts";
import { isPostgres } from "../engine-of.ts";
import { addRecordColumns } from "./record-columns.ts";

const nullable = [
  "number",
  "reference",
  "submitted_by",
  "decided_by",
  "submitted_at",
  "decided_at",
  "paid_at",
];

/** What lists are sorted and filtered by, each alone. */
const single = [
  ...nullable,
  "customer_id",
  "status",
  "currency",
  "issue_date",
  "due_date",
  "total",
  "created_by",
  "created_at",
  "updated_at",
];

/** Orders that are asked for within one state or one customer. */
const joint = [
  ["status", "issue_date"],
  ["status", "due_date"],
  ["status", "total"],
  ["status", "created_at"],
  ["customer_id", "issue_date"],
  ["customer_id", "due_date"],
];

export async function up(db: Kysely<unknown>): Promise<void> {
  await createInvoices(db);
  for (const column of single) await indexColumns(db, "invoices", [column], nullable);
  for (const columns of joint) await indexColumns(db, "invoices", columns);
  // A number is given once.
  await db.schema.createIndex("invoices_number").unique().on("invoices").column("number").execute();
  // The sums of the dashboard are read from indexes alone.
  await createPlainIndex(db, "invoices_sums_by_status", ["status", "currency", "due_date", "total"]);
  await createPlainIndex(db, "invoices_sums_by_month", ["issue_date", "status", "currency", "total"]);
  await createPlainIndex(db, "invoices_customer_reference", ["customer_id", "reference"]);
  await createNumberSequence(db);
  await searchIndexOf(isPostgres(db) ? "postgres" : "sqlite").create(db, "invoices");
}

async function createInvoices(db: Kysely<unknown>): Promise<void> {
  const text = comparedText(db);
  await addRecordColumns(db.schema.createTable("invoices"))
    .addColumn("number", text)
    .addColumn("reference", text)
    .addColumn("customer_id", "text", (column) => column.notNull().references("customers.id"))
    .addColumn("status", text, (column) => column.notNull())
    .addColumn("currency", text, (column) => column.notNull())
    .addColumn("issue_date", text, (column) => column.notNull())
    .addColumn("due_date", text, (column) => column.notNull())
    .addColumn("lines", "text", (column) => column.notNull())
    .addColumn("subtotal", "bigint", (column) => column.notNull())
    .addColumn("tax", "bigint", (column) => column.notNull())
    .addColumn("total", "bigint", (column) => column.notNull())
    .addColumn("notes", text)
    .addColumn("rejection_reason", text)
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("submitted_by", "text")
    .addColumn("decided_by", "text")
    .addColumn("submitted_at", "bigint")
    .addColumn("decided_at", "bigint")
    .addColumn("paid_at", "bigint")
    .execute();
}

async function createPlainIndex(db: Kysely<unknown>, name: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(name).on("invoices").columns(columns).execute();
}

async function createNumberSequence(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("invoice_numbers")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("last", "bigint", (column) => column.notNull())
    .execute();
  await (db as Kysely<{ invoice_numbers: { id: number; last: number } }>)
    .insertInto("invoice_numbers")
    .values({ id: 1, last: 0 })
    .execute();
}
