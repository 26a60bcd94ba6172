import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** An empty PostgreSQL database that belongs to one test; `drop` ends its connections and removes it. */
export interface PostgresDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Creates a database in the run's cluster, a copy of `template` where one is named (nobody may be connected to it). */
export async function createPostgresDatabase(template = "template0"): Promise<PostgresDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(`create database ${name} template ${template}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`drop database if exists ${name} with (force)`) };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgresUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
