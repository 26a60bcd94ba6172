import type { Kysely } from "kysely";
import { addRecordColumns } from "./record-columns.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await addRecordColumns(db.schema.createTable("users"))
    .addColumn("email", "text", (column) => column.notNull())
    .addColumn("email_key", "text", (column) => column.notNull())
    .addColumn("first_name", "text", (column) => column.notNull())
    .addColumn("last_name", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("password_hash", "text")
    .addColumn("token_version", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("token_version_changed_at", "bigint", (column) => column.notNull())
    .addColumn("disabled_at", "bigint")
    .addColumn("deleted_at", "bigint")
    .addColumn("last_sign_in_at", "bigint")
    .execute();
  // A deleted user's email is free again.
  await db.schema
    .createIndex("users_email_key")
    .unique()
    .on("users")
    .column("email_key")
    .where("deleted_at" as never, "is", null)
    .execute();
  await db.schema
    .createIndex("users_token_version_changed_at")
    .on("users")
    .column("token_version_changed_at")
    .execute();
}
