import type { Kysely } from "kysely";
import { addRecordColumns } from "./record-columns.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await addRecordColumns(db.schema.createTable("audit_events"))
    .addColumn("sequence", "bigint", (column) => column.notNull().unique())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("actor_id", "text")
    .addColumn("session_id", "text")
    .addColumn("resource", "text")
    .addColumn("record_id", "text")
    .addColumn("changes", "text", (column) => column.notNull())
    .addColumn("address", "text")
    .addColumn("user_agent", "text")
    .addColumn("request_id", "text")
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("audit_chain")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("sequence", "bigint", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await (db as Kysely<{ audit_chain: { id: number; sequence: number; hash: string } }>)
    .insertInto("audit_chain")
    .values({ id: 1, sequence: 0, hash: "" })
    .execute();
}
