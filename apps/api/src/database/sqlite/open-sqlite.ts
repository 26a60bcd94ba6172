import { dirname, resolve } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { Kysely } from "kysely";
import { insertAnnouncements } from "../announcements.ts";
import { afterCommit, type Database, runWithAfterCommit } from "../database.ts";
import type { Tables } from "../tables.ts";
import { BackgroundReader } from "./background-reader.ts";
import { createSqliteAnnouncementFeed } from "./announcement-feed.ts";
import { createFolder } from "./create-folder.ts";
import { createSqliteDialect } from "./sqlite-dialect.ts";
import { createOwnFile } from "./own-file.ts";
import { openLogSync } from "./log-sync.ts";
import { heldUpMs, lockTimeoutMs } from "./when-unlocked.ts";
import { WriteLane } from "./write-lane.ts";

/** SQLite's own default of 2 MB makes each write to a large table read its indexes from the disk again. */
const cacheKibibytes = 65_536;

export interface SqliteDatabase extends Database {
  readonly engine: "sqlite";
  readonly path: string;
  readonly lane: WriteLane;
  /** The writing connection, for statements prepared once and run in the lane. */
  readonly connection: BetterSqlite3.Database;
  /** Kysely on the writing connection, for migrations. */
  readonly writer: Kysely<Tables>;
  /** From now on others are served while a write waits for another process's. */
  serveOthers(): void;
}

/** The path in a `file:` URL, absolute. */
export const sqlitePath = (databaseUrl: string) => resolve(databaseUrl.slice("file:".length));

/** Opens the file and makes its folder; throws where either can't be written, naming the path. */
export function openSqlite(databaseUrl: string): SqliteDatabase {
  const path = sqlitePath(databaseUrl);
  const connection = openWritable(path);
  const reading = new BetterSqlite3(path, { readonly: true });
  reading.pragma(`busy_timeout = ${lockTimeoutMs}`);
  reading.pragma(`cache_size = -${cacheKibibytes}`);
  const log = openLogSync(path);
  const lane = new WriteLane(connection, () => log.sync());
  const writer = new Kysely<Tables>({ dialect: createSqliteDialect(connection) });
  const read = new Kysely<Tables>({ dialect: createSqliteDialect(reading) });
  const background = new Kysely<Tables>({
    dialect: { ...createSqliteDialect(reading), createDriver: () => new BackgroundReader(path) },
  });
  const announcements = createSqliteAnnouncementFeed(reading);
  return {
    engine: "sqlite",
    path,
    lane,
    connection,
    writer,
    read,
    background,
    write: (work) =>
      lane.exclusive(() => runWithAfterCommit((inner) => writer.transaction().execute(inner), work)),
    serveOthers: () => void connection.pragma(`busy_timeout = ${heldUpMs}`),
    announcements,
    async announce(writer, list) {
      await insertAnnouncements("sqlite", writer, list);
      afterCommit(writer, () => announcements.deliver(list));
    },
    async close() {
      await announcements.stop();
      await lane.exclusive(async () => {
        await background.destroy();
        // Not through Kysely, which closes nothing where no query was made.
        reading.close();
        connection.close();
      });
      log.close();
    },
  };
}

function openWritable(path: string): BetterSqlite3.Database {
  try {
    createFolder(dirname(path));
    createOwnFile(path);
    const connection = new BetterSqlite3(path);
    // First, so that the pragmas after it wait too while another process opens the same file.
    connection.pragma(`busy_timeout = ${lockTimeoutMs}`);
    connection.pragma(`cache_size = -${cacheKibibytes}`);
    connection.pragma("journal_mode = WAL");
    // The lane syncs what must be on disk, without holding up the event loop.
    connection.pragma("synchronous = NORMAL");
    connection.pragma("foreign_keys = ON");
    // Proves now that the file can be written, instead of at the first request.
    connection.exec("BEGIN IMMEDIATE; ROLLBACK");
    return connection;
  } catch (error) {
    throw new Error(`The database ${path} can't be opened for writing: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
