import { sql } from "kysely";
import { expect, test } from "vitest";
import { engines } from "../../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";

const resources = ["users", "sessions", "audit-events", "customers", "invoices"];

interface Served {
  paths: Record<string, { get: { description: string } }>;
}

/** The fields by which the resource's list sorts and filters, as the document says. */
async function listedFields({ app }: TestBusiness, resource: string): Promise<string[]> {
  const { paths } = (await app.inject("/docs/json")).json<Served>();
  const description = paths[`/api/${resource}`]?.get.description ?? "";
  const [, sorted = "", filtered = ""] = /^Sorted by: (.+)\. Filtered by: (.+)\.$/.exec(description) ?? [];
  const fields = new Set([...sorted.split(", "), ...filtered.split(", ")]);
  return [...fields].filter((field) => field !== "id" && field !== "q");
}

async function indexesOf({ database }: TestBusiness, table: string): Promise<string[]> {
  const { rows } =
    database.engine === "sqlite"
      ? await sql<{ definition: string | null }>`select sql as definition from sqlite_master
          where type = 'index' and tbl_name = ${table}`.execute(database.read)
      : await sql<{ definition: string }>`select indexdef as definition from pg_indexes
          where tablename = ${table}`.execute(database.read);
  return rows.map(({ definition }) => (definition ?? "").replaceAll('"', ""));
}

const toSnakeCase = (text: string) =>
  text.replace(/-|[A-Z]/g, (part) => `_${part.replace("-", "").toLowerCase()}`);

test.each(engines)(
  "whatever a list sorts or filters by has an index with ties broken by id, on %s",
  async (engine) => {
    const business = await buildTestBusiness(engine);
    for (const resource of resources) {
      const indexes = await indexesOf(business, toSnakeCase(resource));
      const fields = await listedFields(business, resource);
      expect(fields.length).toBeGreaterThan(7);
      const bare = fields.filter((field) => {
        const pattern = new RegExp(`\\(${toSnakeCase(field)}( NULLS FIRST)?, id\\)`, "i");
        return !indexes.some((definition) => pattern.test(definition));
      });
      expect([resource, bare]).toEqual([resource, []]);
    }
  },
);
