import { sql } from "kysely";
import { expect, test } from "vitest";
import { buildTestBusiness } from "../../../test/build-test-business.ts";
import type { Database } from "../database.ts";
import { lockUser } from "../user-queries.ts";

/** Resolves once a statement waits for a lock, or with what comes before that. */
async function waitsFor<T>({ read }: Database, work: Promise<T>): Promise<T | "waits"> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  async function watch(): Promise<T | "waits"> {
    if (isOver) return await over;
    const { rows } = await sql`select 1 from pg_locks where not granted`.execute(read);
    return rows.length > 0 ? "waits" : await watch();
  }
  return await watch();
}

test("nobody is disabled between a sign-in's last look at him and its session", async () => {
  const { database, people, call } = await buildTestBusiness("postgres");
  const { id } = people.clerk;
  const disable = () => call(people.admin, "POST", `/users/${id}/disable`);
  const { disabling } = await database.write(async (writer) => {
    await lockUser(writer, id);
    const disabling = disable();
    expect(await waitsFor(database, disabling)).toBe("waits");
    return { disabling };
  });
  expect((await disabling).status).toBe(200);
});
