import type { Problem } from "@gatehouse/shared/problem";
import type { Role } from "@gatehouse/shared/roles";
import type { InjectOptions } from "fastify";
import { onTestFinished } from "vitest";
import type { AppOverrides } from "../src/app.ts";
import type { Config } from "../src/config.ts";
import type { Database } from "../src/database/database.ts";
import { openDatabase } from "../src/database/open-database.ts";
import { buildTestApp, createTestDatabase, type Engine, type TestApp } from "./build-test-app.ts";
import { addPerson, type Person } from "./people.ts";

/** The server on a database of its own, somebody of each role signed in, and a second way into the database. */
export interface TestBusiness {
  readonly app: TestApp;
  readonly databaseUrl: string;
  readonly database: Database;
  readonly people: Readonly<Record<Role, Person>>;
  readonly call: Call;
}

type Call = <T = Record<string, unknown>>(
  person: Person,
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  options?: CallOptions,
) => Promise<Answer<T>>;

export interface CallOptions {
  body?: unknown;
  query?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** An answer; its body is read as the record that was asked for or as a problem, whichever the test expects. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  readonly body: T;
  readonly problem: Problem;
}

export async function buildTestBusiness(
  engine: Engine,
  overrides: AppOverrides = {},
  config: Partial<Config> = {},
): Promise<TestBusiness> {
  const databaseUrl = await createTestDatabase(engine);
  const app = await buildTestApp({ ...config, databaseUrl }, overrides);
  const database = await openDatabase(databaseUrl);
  onTestFinished(() => database.close());
  const admin = await addPerson(app, database, "admin");
  const approver = await addPerson(app, database, "approver");
  const clerk = await addPerson(app, database, "clerk");
  const viewer = await addPerson(app, database, "viewer");
  return { app, databaseUrl, database, people: { admin, approver, clerk, viewer }, call: createCall(app) };
}

/** Calls one of the processes of a business. */
export function createCall(app: TestApp): Call {
  return async (
    person: Person,
    method: InjectOptions["method"],
    path: string,
    { body, query, headers }: CallOptions = {},
  ) => {
    const response = await app.inject({
      ...(method && { method }),
      url: `/api${path}`,
      headers: { authorization: `Bearer ${person.token}`, ...headers },
      ...(body !== undefined && { payload: body as object }),
      ...(query && { query: toQuery(query) }),
    });
    const isJson = String(response.headers["content-type"]).includes("json");
    const parsed: unknown = isJson ? response.json() : undefined;
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      body: parsed as never,
      problem: parsed as Problem,
    };
  };
}

const toQuery = (query: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
