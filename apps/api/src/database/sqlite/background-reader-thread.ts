import { parentPort, workerData } from "node:worker_threads";
import BetterSqlite3 from "better-sqlite3";

export interface BackgroundQuestion {
  id: number;
  sql: string;
  parameters: readonly unknown[];
}

export interface BackgroundAnswer {
  id: number;
  rows?: unknown[];
  error?: string;
}

const busyTimeoutMs = 5000;
const cacheKibibytes = 65_536;
const { path } = workerData as { path: string };
const connection = new BetterSqlite3(path, { readonly: true });
connection.pragma(`busy_timeout = ${busyTimeoutMs}`);
connection.pragma(`cache_size = -${cacheKibibytes}`);

function answer({ id, sql, parameters }: BackgroundQuestion): BackgroundAnswer {
  try {
    return { id, rows: connection.prepare(sql).all(...parameters) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on("message", (question: BackgroundQuestion) => parentPort?.postMessage(answer(question)));
