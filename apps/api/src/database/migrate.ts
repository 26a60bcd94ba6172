import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { migrations } from "./migrations/index.ts";
import type { AnyDatabase } from "./open-database.ts";

/**
 * Brings the database to this version's state and returns the names of what was applied. Throws, with nothing applied,
 * where a migration fails or the database was migrated by a newer version.
 */
export async function migrate(database: AnyDatabase): Promise<string[]> {
  if (database.engine === "postgres") return await applyMigrations(database.background);
  const applied = await database.lane.exclusive(() => applyMigrations(database.writer));
  database.serveOthers();
  return applied;
}

/** Names of the migrations that this version knows and the database lacks. */
export async function listPendingMigrations(database: AnyDatabase): Promise<string[]> {
  const known = await createMigrator(database.read).getMigrations();
  return known.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name);
}

async function applyMigrations<T>(db: Kysely<T>): Promise<string[]> {
  await refuseNewer(db);
  const { error, results = [] } = await createMigrator(db).migrateToLatest();
  if (error) {
    const failed = results.find((result) => result.status === "Error")?.migrationName;
    const reason = error instanceof Error ? error.message : JSON.stringify(error);
    throw new Error(`The migration ${failed ?? ""} failed: ${reason}`, { cause: error });
  }
  return results.map((result) => result.migrationName);
}

async function refuseNewer<T>(db: Kysely<T>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return;
  const applied = await (db as unknown as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom("kysely_migration")
    .select("name")
    .execute();
  const unknown = applied.map((row) => row.name).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new Error(`The database is newer than this version of Gatehouse: it has ${unknown.join(", ")}.`);
  }
}

function createMigrator<T>(db: Kysely<T>): Migrator {
  const provider = { getMigrations: async (): Promise<Record<string, Migration>> => migrations };
  return new Migrator({ db, provider, allowUnorderedMigrations: true });
}
