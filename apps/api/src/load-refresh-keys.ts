import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Config } from "./config.ts";
import { sqlitePath } from "./database/sqlite/open-sqlite.ts";
import { createRefreshKeys, type RefreshKeys } from "./features/session/refresh-keys.ts";

const keyBytes = 32;
const ownerOnly = 0o600;
const fileName = "refresh.key";

/** The keys that are configured, else the one in the data folder, made there on the first start. */
export function loadRefreshKeys(config: Pick<Config, "refreshKeys" | "databaseUrl">): RefreshKeys {
  if (config.refreshKeys) return createRefreshKeys(config.refreshKeys);
  const path = refreshKeyFile(config);
  try {
    // `wx`: of two processes that start at once only one writes, and the other reads what it wrote.
    writeFileSync(path, `${randomBytes(keyBytes).toString("base64")}\n`, { mode: ownerOnly, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const secret = Buffer.from(readFileSync(path, "utf8").trim(), "base64");
  if (secret.length < keyBytes)
    throw new Error(`The refresh key in ${path} is shorter than ${keyBytes} bytes.`);
  return createRefreshKeys([secret]);
}

/** Where the generated key is kept. */
export const refreshKeyFile = ({ databaseUrl }: Pick<Config, "databaseUrl">): string =>
  join(dirname(sqlitePath(databaseUrl)), fileName);
