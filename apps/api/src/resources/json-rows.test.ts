import BetterSqlite3 from "better-sqlite3";
import fc from "fast-check";
import { Kysely } from "kysely";
import { Type, type Static } from "typebox";
import { expect, test } from "vitest";
import type { Tables } from "../database/tables.ts";
import { createSqliteDialect } from "../database/sqlite/sqlite-dialect.ts";
import { jsonOfRow } from "./json-rows.ts";
import { defineResource } from "./resource.ts";
import { toRow } from "./stored-record.ts";
import { tablesOf } from "./tables-of.ts";

const Parcel = Type.Object({
  id: Type.String(),
  label: Type.Union([Type.String(), Type.Null()]),
  weight: Type.Integer(),
  isOpen: Type.Boolean(),
  sentAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()]),
  contents: Type.Union([Type.Array(Type.Object({ name: Type.String() })), Type.Null()]),
});

const parcels = defineResource({
  name: "parcels",
  noun: "parcel",
  table: "parcels",
  schema: Parcel,
  sortable: [],
  filterable: [],
});

/** No PostgreSQL stores NUL, and no encoding lone surrogates, so that the API refuses both. */
const text = fc.string({ unit: "binary" }).map((each) => each.replaceAll("\0", "").toWellFormed());

const parcel: fc.Arbitrary<Static<typeof Parcel>> = fc.record({
  id: fc.uuid(),
  label: fc.option(text),
  weight: fc.maxSafeInteger(),
  isOpen: fc.boolean(),
  sentAt: fc
    .option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }))
    .map((date) => date?.toISOString() ?? null),
  contents: fc.option(fc.array(fc.record({ name: text }))),
});

test("SQLite writes every record as the API does", async () => {
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(new BetterSqlite3(":memory:")) });
  const table = parcels.columnList.reduce(
    (schema, { name }) => schema.addColumn(name, "blob"),
    db.schema.createTable("parcels"),
  );
  await table.execute();
  await fc.assert(
    fc.asyncProperty(parcel, async (record) => {
      await tablesOf(db).deleteFrom("parcels").execute();
      await tablesOf(db).insertInto("parcels").values(toRow(parcels, record)).execute();
      const rows = await tablesOf(db).selectFrom("parcels").select(jsonOfRow(parcels).as("json")).execute();
      expect(rows.map(({ json }) => JSON.parse(json) as unknown)).toEqual([record]);
    }),
    { numRuns: 500 },
  );
  await db.destroy();
});
