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

/** A database of a role that owns it and may do nothing else in the cluster. */
export async function createPlainlyOwnedDatabase(): Promise<PostgresDatabase> {
  const { url, drop } = await createPostgresDatabase();
  const owned = new URL(url);
  const role = `owner_of_${owned.pathname.slice(1)}`;
  await administer(`create role ${role} login nosuperuser nocreatedb nocreaterole`);
  await administer(`alter database ${owned.pathname.slice(1)} owner to ${role}`);
  owned.username = role;
  const dropBoth = async () => {
    await drop();
    await administer(`drop role ${role}`);
  };
  return { url: owned.href, drop: dropBoth };
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
