import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("request_days")
    .addColumn("day", "text", (column) => column.primaryKey())
    .addColumn("count", "bigint", (column) => column.notNull())
    .execute();
}
