import { setImmediate as nextTurn } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase } from "../../../test/build-test-app.ts";
import { migrate } from "../migrate.ts";
import { openSqlite } from "./open-sqlite.ts";
import { whenUnlocked } from "./when-unlocked.ts";

/** A database as a server has it open, and another connection that is in the middle of writing. */
async function openLocked() {
  const database = openSqlite(await createTestDatabase("sqlite"));
  await migrate(database);
  const other = new BetterSqlite3(database.path);
  onTestFinished(async () => {
    other.close();
    await database.close();
  });
  other.exec("BEGIN IMMEDIATE");
  return { database, other };
}

test("writes wait for another process without holding up everybody else", async () => {
  const { database, other } = await openLocked();
  const waiting = Promise.all([
    database.lane.grouped(() => "refreshed"),
    database.write(async () => "written"),
  ]);
  // If they did, this thread could not end the other's transaction before they give up.
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  other.exec("ROLLBACK");
  expect(await waiting).toEqual(["refreshed", "written"]);
});

test("waits for a while only", async () => {
  const { database } = await openLocked();
  const impatient = new BetterSqlite3(database.path, { timeout: 0 });
  onTestFinished(() => void impatient.close());
  await expect(whenUnlocked(() => impatient.exec("BEGIN IMMEDIATE"), 50)).rejects.toMatchObject({
    code: "SQLITE_BUSY",
  });
});

test("tries nothing again that failed for another reason", async () => {
  let tries = 0;
  const fail = () => {
    tries += 1;
    throw new Error("no such table");
  };
  await expect(whenUnlocked(fail)).rejects.toThrow("no such table");
  expect(tries).toBe(1);
});
