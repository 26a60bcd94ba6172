import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type AppOverrides, buildApp } from "../src/app.ts";
import { createPasswordHasher } from "../src/password/password-hasher.ts";
import { type Config, readConfig } from "../src/config.ts";
import { createPostgresDatabase } from "./postgres/create-postgres-database.ts";

export const testOrigin = "http://localhost:3000";
export const testPassword = "correct horse battery staple";

/** Its processes take longer to start than most tests to run, so all tests of a file share them. */
export const sharedHasher = createPasswordHasher();

export const engines = ["sqlite", "postgres"] as const;
export type Engine = (typeof engines)[number];

/** A clock that stands still until it is moved. */
export function createTestClock(start = Date.UTC(2026, 0, 15, 12)) {
  let now = start;
  return {
    now: () => now,
    advanceSeconds(seconds: number) {
      now += seconds * 1000;
    },
  };
}

/** A configuration for tests: registration open, no rate limits, one refresh key that is always the same. */
export function testConfig(overrides: Partial<Config> = {}): Config {
  const defaults = readConfig({ PUBLIC_URL: testOrigin, REGISTRATION: "open", RATE_LIMITS: "off" });
  return { ...defaults, refreshKeys: [Buffer.alloc(32, 7)], ...overrides };
}

/** The URL of an empty database of the test's own; it is gone when the test is over. */
export async function createTestDatabase(engine: Engine): Promise<string> {
  if (engine === "postgres") {
    const database = await createPostgresDatabase();
    onTestFinished(() => database.drop());
    return database.url;
  }
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return `file:${join(folder, "gatehouse.db")}`;
}

/** The real server on a database of its own, SQLite unless told otherwise; both are gone when the test is over. */
export async function buildTestApp(
  config: Partial<Config> = {},
  { engine = "sqlite", ...overrides }: AppOverrides & { engine?: Engine } = {},
) {
  const databaseUrl = config.databaseUrl ?? (await createTestDatabase(engine));
  const app = await buildApp(testConfig({ ...config, databaseUrl }), {
    logger: false,
    hasher: sharedHasher,
    // No built admin: what a developer built before must not change a test.
    adminFolder: join(tmpdir(), "gatehouse-no-admin"),
    ...overrides,
  });
  onTestFinished(() => app.close());
  return app;
}

export type TestApp = Awaited<ReturnType<typeof buildTestApp>>;
