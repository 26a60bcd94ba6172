import type { CreateTableBuilder } from "kysely";

/** The columns every record has: a UUIDv7, a version that each change raises, and two instants in milliseconds. */
export function addRecordColumns<T extends string, C extends string>(table: CreateTableBuilder<T, C>) {
  return table
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("version", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull());
}
