import { type Kysely, sql } from "kysely";
import { addRecordColumns } from "./record-columns.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("totp_factors")
    .addColumn("user_id", "text", (column) => column.primaryKey().references("users.id"))
    .addColumn("sealed_secret", "text")
    .addColumn("last_step", "bigint", (column) => column.notNull())
    .addColumn("pending_secret", "text")
    .addColumn("pending_until", "bigint")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("recovery_codes")
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id"))
    .addColumn("code_hash", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("recovery_codes_key", ["user_id", "code_hash"])
    .execute();
  await addRecordColumns(db.schema.createTable("passkeys"))
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("credential_id", "text", (column) => column.notNull().unique())
    .addColumn("public_key", "text", (column) => column.notNull())
    .addColumn("counter", "bigint", (column) => column.notNull())
    .addColumn("transports", "text", (column) => column.notNull())
    .addColumn("is_synced", "integer", (column) => column.notNull())
    .addColumn("last_used_at", "bigint")
    .execute();
  await db.schema.createIndex("passkeys_user_id").on("passkeys").columns(["user_id", "id"]).execute();
  await db.schema
    .createTable("second_factor_roles")
    .addColumn("role", "text", (column) => column.primaryKey())
    .execute();
  await db.schema
    .alterTable("sessions")
    .addColumn("amr", "text", (column) => column.notNull().defaultTo('["pwd"]'))
    .execute();
  await db.schema
    .alterTable("sessions")
    .addColumn("authenticated_at", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`UPDATE sessions SET authenticated_at = created_at`.execute(db);
}
