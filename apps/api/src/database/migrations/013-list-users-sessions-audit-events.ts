import { type Kysely, sql } from "kysely";
import { searchIndexOf } from "../choose-search-index.ts";
import { putUserDocument } from "../user-search.ts";
import { indexColumns } from "./column-indexes.ts";
import { isPostgres } from "../engine-of.ts";

const users = [
  "email",
  "first_name",
  "last_name",
  "role",
  "disabled_at",
  "last_sign_in_at",
  "created_at",
  "updated_at",
];
const sessions = ["device", "address", "revoke_reason", "updated_at"];
const auditEvents = [
  "type",
  "actor_id",
  "session_id",
  "resource",
  "record_id",
  "address",
  "request_id",
  "created_at",
];
const nullable = [
  "disabled_at",
  "last_sign_in_at",
  "address",
  "revoke_reason",
  "actor_id",
  "session_id",
  "resource",
  "record_id",
  "request_id",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) await compareByCodePoints(db);
  for (const column of users) await indexColumns(db, "users", [column], nullable);
  for (const column of sessions) await indexColumns(db, "sessions", [column], nullable);
  for (const column of auditEvents) await indexColumns(db, "audit_events", [column], nullable);
  // The timeline of one record, newest first.
  await indexColumns(db, "audit_events", ["record_id", "created_at"]);
  await searchIndexOf(isPostgres(db) ? "postgres" : "sqlite").create(db, "users");
  await indexPresentUsers(db);
}

/** SQLite compares text so by itself. */
async function compareByCodePoints(db: Kysely<unknown>): Promise<void> {
  const texts = {
    users: ["email", "first_name", "last_name", "role"],
    sessions: ["device", "address", "revoke_reason"],
    audit_events: ["type", "resource", "record_id", "address", "request_id"],
  };
  for (const [table, columns] of Object.entries(texts)) {
    for (const column of columns) {
      await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} type text collate "C"`.execute(
        db,
      );
    }
  }
}

interface UserNames {
  users: { id: string; email: string; first_name: string; last_name: string };
}

async function indexPresentUsers(db: Kysely<unknown>): Promise<void> {
  const present = await (db as Kysely<UserNames>)
    .selectFrom("users")
    .select(["id", "email", "first_name", "last_name"])
    .execute();
  for (const user of present) await putUserDocument(db as never, user);
}
