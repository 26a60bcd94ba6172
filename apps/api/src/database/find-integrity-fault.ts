import type { AnyDatabase } from "./open-database.ts";

/** What SQLite's own checks find wrong with the file; PostgreSQL keeps watch over itself. */
export async function findIntegrityFault(database: AnyDatabase): Promise<string | undefined> {
  if (database.engine === "postgres") return undefined;
  const integrity = database.connection.pragma("integrity_check(1)", { simple: true });
  if (integrity !== "ok") return String(integrity);
  const orphans = database.connection.pragma("foreign_key_check") as { table: string; parent: string }[];
  const [orphan] = orphans;
  return (
    orphan && `${orphans.length} rows refer to nothing, such as one of ${orphan.table} to ${orphan.parent}`
  );
}
