import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { expect, test } from "vitest";
import { createPostgresDatabase } from "../../../test/postgres/create-postgres-database.ts";
import { boundPool, connectBounded, outliveConnections } from "./bounded-pool.ts";

const timeoutMs = 250;

test("gives up a statement that gets no answer, and never uses its connection again", async () => {
  const { url, drop } = await createPostgresDatabase();
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  outliveConnections(pool);
  const db = new Kysely({ dialect: new PostgresDialect({ pool: boundPool(pool, timeoutMs) }) });
  const readPid = async () =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0];
  const before = await readPid();
  expect(await readPid()).toEqual(before);

  await expect(sql`select pg_sleep(60)`.execute(db)).rejects.toThrow("Query read timeout");
  expect(await readPid()).not.toEqual(before);

  const silent = db.transaction().execute(async (writer) => {
    await sql`select pg_sleep(60)`.execute(writer);
  });
  await expect(silent).rejects.toThrow("Query read timeout");
  expect(await sql`select 1 as one`.execute(db)).toMatchObject({ rows: [{ one: 1 }] });
  await db.destroy();
  await drop();
});

test("outlives a connection that the server ends between two statements", async () => {
  const { url, drop } = await createPostgresDatabase();
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  outliveConnections(pool);
  const ended = new Promise<void>((resolve) => {
    pool.once("connect", (client: pg.PoolClient) => void client.once("end", () => resolve()));
  });
  const lost = await connectBounded(pool, timeoutMs);
  const { rows } = await lost.query<{ pid: number }>("select pg_backend_pid() as pid");
  await pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  await ended;
  await expect(lost.query("select 1")).rejects.toThrow("not queryable");
  lost.release(true);
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await pool.end();
  await drop();
});
