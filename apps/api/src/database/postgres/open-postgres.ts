import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { insertAnnouncements } from "../announcements.ts";
import { afterCommit, type Database, runWithAfterCommit, type Writer } from "../database.ts";
import type { Tables } from "../tables.ts";
import { createPostgresAnnouncementFeed, notificationChannel } from "./announcement-feed.ts";
import { boundPool, outliveConnections } from "./bounded-pool.ts";

export interface PostgresDatabase extends Database {
  readonly engine: "postgres";
  readonly pool: pg.Pool;
  readonly url: string;
}

const maxConnections = 10;
const connectTimeoutMs = 5000;
/** Well beyond what a request's statement takes. */
const statementTimeoutMs = 30_000;
const maxAttempts = 5;

/** Serialization failure and deadlock: the transaction did nothing and may be tried again. */
const retryableCodes = new Set(["40001", "40P01"]);

/** bigint and numeric arrive as text; counts, milliseconds and minor units all fit a double exactly. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** Opens a pool; throws where the server can't be reached, naming the host and never the password. */
export async function openPostgres(databaseUrl: string): Promise<PostgresDatabase> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    types,
  });
  outliveConnections(pool);
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    const { host } = new URL(databaseUrl);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The database on ${host} can't be reached: ${reason}`, { cause: error });
  }
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: boundPool(pool, statementTimeoutMs) }),
  });
  const patient = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const announcements = createPostgresAnnouncementFeed(databaseUrl);
  const transact = <T>(work: (writer: Writer) => Promise<T>) => kysely.transaction().execute(work);
  return {
    engine: "postgres",
    pool,
    url: databaseUrl,
    read: kysely,
    background: patient,
    write: (work) => retry(() => runWithAfterCommit(transact, work)),
    announcements,
    async announce(writer, list) {
      await insertAnnouncements("postgres", writer, list);
      for (const announcement of list) {
        await sql`select pg_notify(${notificationChannel}, ${JSON.stringify(announcement)})`.execute(writer);
      }
      afterCommit(writer, () => announcements.deliver(list));
    },
    async close() {
      await announcements.stop();
      await pool.end();
    },
  };
}

async function retry<T>(transact: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact();
    } catch (error) {
      if (attempt === maxAttempts || !isRetryable(error)) throw error;
    }
  }
}

const isRetryable = (error: unknown) =>
  error instanceof pg.DatabaseError && error.code !== undefined && retryableCodes.has(error.code);
