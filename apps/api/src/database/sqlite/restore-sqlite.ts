import { existsSync, rmSync } from "node:fs";
import BetterSqlite3 from "better-sqlite3";
import { assertIntact, copyDatabase } from "./backup-sqlite.ts";

/**
 * Puts a backup in the place of an SQLite file. `prepare` gets the path of a copy to change before it counts. Throws,
 * with the file as it was, where a process has it open, the backup is damaged or `prepare` throws.
 */
export async function restoreSqlite(
  backup: string,
  path: string,
  prepare: (copy: string) => Promise<void>,
): Promise<void> {
  if (!existsSync(backup)) throw new Error(`There is no file ${backup}.`);
  assertIsBackup(backup);
  assertUnused(path);
  const copy = `${path}.restoring`;
  removeDatabase(copy);
  try {
    await copyDatabase(backup, copy);
    assertIntact(copy);
    await prepare(copy);
    // Once more: a server may have started meanwhile.
    assertUnused(path);
    await copyDatabase(copy, path);
  } finally {
    removeDatabase(copy);
  }
}

function assertIsBackup(path: string): void {
  try {
    const backup = new BetterSqlite3(path, { readonly: true });
    backup.prepare("SELECT name FROM kysely_migration LIMIT 1").get();
    backup.close();
  } catch (error) {
    throw new Error(`${path} is no backup of Gatehouse.`, { cause: error });
  }
}

/** Leaving the write-ahead log takes the file for itself alone, so it fails while any other process has it open. */
function assertUnused(path: string): void {
  if (!existsSync(path)) return;
  const connection = new BetterSqlite3(path, { timeout: 0 });
  try {
    connection.pragma("journal_mode = DELETE");
  } catch (error) {
    throw new Error(`${path} is in use. Stop the server first.`, { cause: error });
  } finally {
    connection.close();
  }
}

function removeDatabase(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${suffix}`, { force: true });
}
