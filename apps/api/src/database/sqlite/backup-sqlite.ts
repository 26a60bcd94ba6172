import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import BetterSqlite3 from "better-sqlite3";
import { createOwnFile } from "./own-file.ts";

const allPages = 0x7f_ff_ff_ff;

/**
 * Writes a consistent copy of an SQLite file, also while servers write to it. Throws where `target` has content already.
 */
export async function backupSqlite(path: string, target: string): Promise<void> {
  if (!existsSync(path)) throw new Error(`There is no database at ${path}.`);
  if (existsSync(target) && statSync(target).size > 0) throw new Error(`${target} exists already.`);
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    await copyDatabase(path, unfinished);
    leaveWriteAheadLog(unfinished);
    assertIntact(unfinished);
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Copies all pages in one step, for the owner's eyes only: a copy in several would start again at each write of another process. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  createOwnFile(to);
  const source = new BetterSqlite3(from, { readonly: true, fileMustExist: true });
  try {
    await source.backup(to, { progress: () => allPages });
  } finally {
    source.close();
  }
}

/** So that the backup is one file, which can be read from a medium that can't be written. */
function leaveWriteAheadLog(path: string): void {
  const copy = new BetterSqlite3(path);
  copy.pragma("journal_mode = DELETE");
  copy.close();
}

/** Throws where SQLite finds the file damaged. */
export function assertIntact(path: string): void {
  const copy = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
  try {
    const result = copy.pragma("integrity_check(1)", { simple: true });
    if (result !== "ok") throw new Error(`${path} is damaged: ${String(result)}`);
  } finally {
    copy.close();
  }
}
