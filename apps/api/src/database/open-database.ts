import { openPostgres, type PostgresDatabase } from "./postgres/open-postgres.ts";
import { openSqlite, type SqliteDatabase } from "./sqlite/open-sqlite.ts";

export type AnyDatabase = SqliteDatabase | PostgresDatabase;

/** Opens the engine that the URL names; throws with a message for the operator where it can't. */
export async function openDatabase(databaseUrl: string): Promise<AnyDatabase> {
  return databaseUrl.startsWith("file:") ? openSqlite(databaseUrl) : await openPostgres(databaseUrl);
}
