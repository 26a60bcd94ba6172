import type { Kysely } from "kysely";
import { addRecordColumns } from "./record-columns.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await addRecordColumns(db.schema.createTable("sessions"))
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id"))
    .addColumn("generation", "integer", (column) => column.notNull())
    .addColumn("issued_at", "bigint", (column) => column.notNull())
    .addColumn("rotated_at", "bigint", (column) => column.notNull())
    .addColumn("confirmed_generation", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("confirmed_at", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("key_version", "text", (column) => column.notNull())
    .addColumn("salt", "text", (column) => column.notNull())
    .addColumn("replays", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("carrier", "text", (column) => column.notNull())
    .addColumn("remember", "integer", (column) => column.notNull())
    .addColumn("scope", "text", (column) => column.notNull())
    .addColumn("device", "text", (column) => column.notNull())
    .addColumn("user_agent", "text")
    .addColumn("address", "text")
    .addColumn("last_seen_at", "bigint", (column) => column.notNull())
    .addColumn("absolute_expires_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("revoked_at", "bigint")
    .addColumn("revoke_reason", "text")
    .execute();
  for (const column of ["user_id", "revoked_at", "expires_at", "last_seen_at", "created_at"]) {
    await db.schema.createIndex(`sessions_${column}`).on("sessions").columns([column, "id"]).execute();
  }
}
