import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("one_time_codes")
    .addColumn("code_hash", "text", (column) => column.primaryKey())
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.references("users.id"))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("spent_at", "bigint")
    .execute();
  await db.schema.createIndex("one_time_codes_user_id").on("one_time_codes").column("user_id").execute();
  await db.schema
    .createIndex("one_time_codes_expires_at")
    .on("one_time_codes")
    .column("expires_at")
    .execute();
}
