import type { Kysely } from "kysely";
import { addRecordColumns } from "./record-columns.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await addRecordColumns(db.schema.createTable("api_keys"))
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("scope", "text", (column) => column.notNull())
    .addColumn("token_hash", "text", (column) => column.unique())
    .addColumn("expires_at", "bigint")
    .addColumn("last_used_at", "bigint")
    .addColumn("revoked_at", "bigint")
    .execute();
  await db.schema.createIndex("api_keys_user_id").on("api_keys").columns(["user_id", "id"]).execute();
  await addRecordColumns(db.schema.createTable("service_accounts"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("secret_hash", "text")
    .addColumn("last_used_at", "bigint")
    .addColumn("revoked_at", "bigint")
    .execute();
}
