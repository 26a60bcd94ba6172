import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase, engines } from "../../test/build-test-app.ts";
import { migrate } from "../database/migrate.ts";
import { openDatabase } from "../database/open-database.ts";
import { findCode, issueCode, purgeCodes } from "./one-time-codes.ts";

test.each(engines)("only codes that are over are removed, a few at a time, on %s", async (engine) => {
  const database = await openDatabase(await createTestDatabase(engine));
  onTestFinished(() => database.close());
  await migrate(database);
  const purpose = "passkey_authentication";
  const request = { purpose, userId: null, now: 0, lifetimeMs: 1000 } as const;
  const living = await database.write(async (writer) => {
    for (let count = 0; count < 3; count += 1) await issueCode(writer, request);
    return await issueCode(writer, { ...request, lifetimeMs: 5000 });
  });
  const purge = () => database.write((writer) => purgeCodes(writer, 2000, 2));
  expect([await purge(), await purge(), await purge()]).toEqual([2, 1, 0]);
  expect(await findCode(database.read, purpose, living, 3000)).toBeDefined();
});
