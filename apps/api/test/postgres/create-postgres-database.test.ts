import pg from "pg";
import { expect, test } from "vitest";

import { createPostgresDatabase } from "./create-postgres-database.ts";

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

test("gives each caller an empty database on a current PostgreSQL", async () => {
  const [first, second] = await Promise.all([createPostgresDatabase(), createPostgresDatabase()]);
  await query(first.url, "create table only_in_first (id int)");

  const tables = "select table_name from information_schema.tables where table_schema = 'public'";
  expect(await query(first.url, tables)).toHaveLength(1);
  expect(await query(second.url, tables)).toHaveLength(0);
  expect(await query(first.url, "show server_version")).toMatchObject([{ server_version: /^18\./ }]);
  await Promise.all([first.drop(), second.drop()]);
});
