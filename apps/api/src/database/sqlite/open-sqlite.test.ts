import BetterSqlite3 from "better-sqlite3";
import { expect, test } from "vitest";
import { createTestDatabase } from "../../../test/build-test-app.ts";
import { migrate } from "../migrate.ts";
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
