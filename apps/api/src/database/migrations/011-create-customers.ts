import type { Kysely } from "kysely";
import { searchIndexOf } from "../choose-search-index.ts";
import { comparedText, indexColumns } from "./column-indexes.ts";
import { isPostgres } from "../engine-of.ts";
import { addRecordColumns } from "./record-columns.ts";

const indexed = ["name", "email", "tax_id", "city", "country", "currency", "created_at", "updated_at"];
const nullable = ["email", "tax_id", "city"];

export async function up(db: Kysely<unknown>): Promise<void> {
  const text = comparedText(db);
  await addRecordColumns(db.schema.createTable("customers"))
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("email", text)
    .addColumn("phone", text)
    .addColumn("tax_id", text)
    .addColumn("street", text)
    .addColumn("postal_code", text)
    .addColumn("city", text)
    .addColumn("country", text, (column) => column.notNull())
    .addColumn("currency", text, (column) => column.notNull())
    .addColumn("notes", text)
    .execute();
  for (const column of indexed) await indexColumns(db, "customers", [column], nullable);
  await searchIndexOf(isPostgres(db) ? "postgres" : "sqlite").create(db, "customers");
}
