import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type AppOverrides, buildApp } from "../src/app.ts";
import { type Config, readConfig } from "../src/config.ts";

export const testOrigin = "http://localhost:3000";

/** A clock that stands still until it is moved. */
export function createTestClock(start = Date.UTC(2026, 0, 15, 12)) {
  let now = start;
  return {
    now: () => now,
    advance: (ms: number) => void (now += ms),
    advanceSeconds: (s: number) => void (now += s * 1000),
  };
}

/** The real server on an SQLite file of its own, gone when the test is over. */
export async function buildTestApp(config: Partial<Config> = {}, overrides: AppOverrides = {}) {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  const databaseUrl = config.databaseUrl ?? `file:${join(folder, "gatehouse.db")}`;
  const defaults = readConfig({ PUBLIC_URL: testOrigin, REGISTRATION: "open", RATE_LIMITS: "off" });
  const refreshKeys = [Buffer.alloc(32, 7)];
  const app = await buildApp(
    { ...defaults, databaseUrl, refreshKeys, ...config },
    { logger: false, adminFolder: folder, ...overrides },
  );
  onTestFinished(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return app;
}

export type TestApp = Awaited<ReturnType<typeof buildTestApp>>;
