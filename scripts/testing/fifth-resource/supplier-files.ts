/** What a developer writes for a resource of his own, by the README's steps 1 to 3: the files' paths and texts. */
export const supplierFiles: Readonly<Record<string, string>> = {
  "packages/shared/src/suppliers.ts": `
import { Type, type Static } from "typebox";
import { Nullable, recordFields, Strict, Text } from "./fields.ts";
import type { ResourceAccess } from "./permissions.ts";

export const Supplier = Strict(
  { ...recordFields, name: Text(200, 1), city: Nullable(Text(100)), rating: Type.Integer({ minimum: 0 }) },
  { $id: "Supplier" },
);
export type Supplier = Static<typeof Supplier>;

export const SupplierCreate = Strict(
  { name: Text(200, 1), city: Type.Optional(Nullable(Text(100))), rating: Type.Integer({ minimum: 0 }) },
  { $id: "SupplierCreate" },
);

const all = { list: true, show: true, create: true, edit: true, delete: true, export: true } as const;

export const suppliersAccess: ResourceAccess = { admin: all, approver: {}, clerk: all, viewer: { list: true } };
`,
  "apps/api/src/database/migrations/090-create-suppliers.ts": `
import type { Kysely } from "kysely";
import { searchIndexOf } from "../choose-search-index.ts";
import { comparedText, indexColumns } from "./column-indexes.ts";
import { isPostgres } from "../engine-of.ts";
import { addRecordColumns } from "./record-columns.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await addRecordColumns(db.schema.createTable("suppliers"))
    .addColumn("name", comparedText(db), (column) => column.notNull())
    .addColumn("city", comparedText(db))
    .addColumn("rating", "integer", (column) => column.notNull())
    .execute();
  for (const column of ["name", "city", "rating"]) await indexColumns(db, "suppliers", [column], ["city"]);
  await searchIndexOf(isPostgres(db) ? "postgres" : "sqlite").create(db, "suppliers");
}
`,
  "apps/api/src/features/suppliers/suppliers.ts": `
import { Supplier, SupplierCreate } from "@gatehouse/shared/suppliers";
import { defineResource } from "../../resources/resource.ts";

export const suppliers = defineResource({
  name: "suppliers",
  noun: "supplier",
  table: "suppliers",
  schema: Supplier,
  create: SupplierCreate,
  writable: ["name", "city", "rating"],
  isDeletable: true,
  sortable: ["name", "city", "rating"],
  filterable: ["name", "city", "rating"],
  search: { text: ({ name, city }) => [name, city] },
});
`,
};
