import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase } from "../../../test/build-test-app.ts";
import { migrate } from "../migrate.ts";
import { copyDatabase } from "./backup-sqlite.ts";
import { openSqlite, sqlitePath } from "./open-sqlite.ts";

test("lets go of the file when it is closed, though nothing was ever read", async () => {
  const databaseUrl = await createTestDatabase("sqlite");
  const database = openSqlite(databaseUrl);
  await migrate(database);
  await database.close();
  // Only a connection that is alone may leave the write-ahead log.
  const alone = new BetterSqlite3(sqlitePath(databaseUrl), { timeout: 0 });
  expect(alone.pragma("journal_mode = DELETE", { simple: true })).toBe("delete");
  alone.close();
});

test("makes the file, its log and a copy of it for their owner's eyes only, whatever folder they are in", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-modes-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o755);
  const path = join(folder, "gatehouse.db");
  const copy = join(folder, "copy.db");
  const database = openSqlite(`file:${path}`);
  onTestFinished(() => database.close());
  database.connection.exec("CREATE TABLE t (a)");
  await copyDatabase(path, copy);
  for (const file of [path, `${path}-wal`, copy]) {
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
  }
});
