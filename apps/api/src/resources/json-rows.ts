import { sql, type RawBuilder } from "kysely";
import type { Database } from "../database/database.ts";
import type { View } from "./access.ts";
import type { Column } from "./columns.ts";
import type { Resource } from "./resource.ts";

/**
 * Whether SQLite may write the JSON of a resource's rows itself: a page read as one text costs a third of its columns,
 * and nothing is parsed only to be written again. PostgreSQL's JSON has other forms of the same values.
 */
export const canReadJson = (engine: Database["engine"], { hooks }: Resource, { isReference }: View) =>
  engine === "sqlite" && !hooks.present && !isReference;

/** A row as the JSON of its record, for SQLite. Names of fields and columns come from schemas, never from a request. */
export function jsonOfRow({ columnList }: Resource): RawBuilder<string> {
  const members = columnList
    .filter((column) => !isJson(column))
    .map((each) => `'${each.field}', ${valueOf(each)}`);
  // What is stored as JSON goes in as it is: json() would parse it.
  const spliced = columnList
    .filter(isJson)
    .map(({ field, name }) => `',"${field}":' || coalesce("${name}", 'null')`);
  const parts = [`rtrim(json_object(${members.join(", ")}), '}')`, ...spliced, `'}'`];
  return sql.raw(parts.join(" || "));
}

const isJson = ({ kind }: Column) => kind === "json";

function valueOf({ kind, name }: Column): string {
  if (kind === "boolean") return `json(case "${name}" when 1 then 'true' when 0 then 'false' end)`;
  if (kind === "instant") {
    return `replace(datetime("${name}" / 1000.0, 'unixepoch', 'subsec'), ' ', 'T') || 'Z'`;
  }
  return `"${name}"`;
}
