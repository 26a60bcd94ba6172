import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { sql } from "kysely";
import { findAuditChainFault } from "../audit/verify-audit-chain.ts";
import { createSystemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { databaseNow } from "../database/announcements.ts";
import type { Database } from "../database/database.ts";
import { findIntegrityFault } from "../database/find-integrity-fault.ts";
import { listPendingMigrations } from "../database/migrate.ts";
import { type AnyDatabase, openDatabase } from "../database/open-database.ts";
import { sqlitePath } from "../database/sqlite/open-sqlite.ts";
import { openPrivateKey } from "../features/session/signing-key.ts";
import { loadRefreshKeys, refreshKeyFile } from "../load-refresh-keys.ts";

/** One thing that was looked at; `fault` says what is wrong, `remedy` what to do. */
export interface Finding {
  about: string;
  fault?: string | undefined;
  remedy: string;
}

const maxClockDifferenceMs = 2000;
const othersBits = 0o077;

type Examination = () => Promise<string | undefined>;

/** Looks at everything an operator may have to mend. The configuration is valid when it gets here. */
export async function examine(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [{ about: "configuration", remedy: "" }];
  const look = async (about: string, remedy: string, find: Examination) => {
    const fault = await find().catch((error: unknown) => messageOf(error));
    findings.push({ about, fault, remedy });
    return fault === undefined;
  };

  await look("file modes", "Take the rights of group and others away (chmod go=).", () =>
    findOpenFile(config),
  );
  if (config.databaseUrl.startsWith("file:") && !existsSync(sqlitePath(config.databaseUrl))) {
    const fault = `there is none at ${sqlitePath(config.databaseUrl)}`;
    return [...findings, { about: "database", fault, remedy: "Start the server, or migrate." }];
  }
  let database: AnyDatabase | undefined;
  const open = async () => void (database = await openDatabase(config.databaseUrl));
  if (!(await look("database", "Start it, and check DATABASE_URL.", async () => await open())))
    return findings;
  if (!database) return findings;
  try {
    await examineDatabase(config, database, look);
  } finally {
    await database.close();
  }
  return findings;
}

async function examineDatabase(
  config: Config,
  database: AnyDatabase,
  look: (about: string, remedy: string, find: Examination) => Promise<boolean>,
): Promise<void> {
  await look("migrations", "Run: gatehouse migrate", async () => {
    const pending = await listPendingMigrations(database);
    return pending.length > 0 ? `${pending.join(", ")} missing` : undefined;
  });
  await look("integrity", "Restore the last backup.", () => findIntegrityFault(database));
  await look("audit chain", "Someone wrote past Gatehouse: compare with a backup.", () =>
    findAuditChainFault(database),
  );
  await look("signing keys", "Give the REFRESH_KEY that sealed them back.", () =>
    findSealedKey(config, database),
  );
  await look("clock", "Synchronise the clocks (NTP).", () => findClockFault(database));
}

const isOpenToOthers = (path: string) => existsSync(path) && (statSync(path).mode & othersBits) !== 0;

async function findOpenFile(config: Config): Promise<string | undefined> {
  if (!config.databaseUrl.startsWith("file:")) return undefined;
  const keyFile = refreshKeyFile(config);
  if (isOpenToOthers(keyFile)) return `${keyFile} can be read by others`;
  const path = sqlitePath(config.databaseUrl);
  // In a folder of our own making nobody else gets that far.
  if (!isOpenToOthers(dirname(path))) return undefined;
  const open = [path, `${path}-wal`].find(isOpenToOthers);
  return open === undefined ? undefined : `${open} can be read by others`;
}

async function findSealedKey(config: Config, { read }: Database): Promise<string | undefined> {
  const rows = await read.selectFrom("signing_keys").selectAll().execute();
  // The first start makes one.
  if (rows.length === 0) return undefined;
  // Loading makes a key where there is none, and a doctor changes nothing.
  if (!config.refreshKeys && !existsSync(refreshKeyFile(config)))
    return `there is no ${refreshKeyFile(config)}`;
  const { all } = loadRefreshKeys(config);
  for (const row of rows) openPrivateKey(row, all);
  return undefined;
}

async function findClockFault({ engine, read }: Database): Promise<string | undefined> {
  const { now } = await sql<{ now: number }>`select ${databaseNow(engine)} as now`
    .execute(read)
    .then(({ rows: [row] }) => row ?? { now: 0 });
  const difference = Math.abs(createSystemClock().now() - now);
  if (difference > maxClockDifferenceMs) return `the database's differs by ${difference} ms`;
  const latest = await read
    .selectFrom("audit_events")
    .select("created_at")
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const isAhead =
    latest !== undefined && latest.created_at > createSystemClock().now() + maxClockDifferenceMs;
  return isAhead ? "the last audit event is in the future" : undefined;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
