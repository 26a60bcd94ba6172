import { sql, type RawBuilder } from "kysely";
import type { Database } from "../database/database.ts";
import type { View } from "./access.ts";
import type { Column } from "./columns.ts";
import { instantText } from "./instant-text.ts";
import type { Resource } from "./resource.ts";
import type { Row } from "./stored-record.ts";

/** The column in which SQLite puts the JSON of a row. */
const jsonColumn = "json";

/**
 * Whether SQLite may write the JSON of a resource's rows itself: one text a row is read several times as fast as its
 * columns, and nothing is parsed only to be written again. PostgreSQL's JSON has other forms of the same values.
 */
export const canReadJson = (engine: Database["engine"], { hooks }: Resource, { isReference }: View) =>
  engine === "sqlite" && !hooks.present && !isReference;

/** What to select for `toJson`. Instants stay numbers, since SQLite is slower at writing them than we are. */
export function jsonSelection({ columnList }: Resource): RawBuilder<unknown> {
  const members = columnList.filter(isWritten).map((column) => `'${column.field}', ${valueOf(column)}`);
  const instants = columnList.filter(({ kind }) => kind === "instant").map(({ name }) => `"${name}"`);
  return sql.raw([`json_object(${members.join(", ")}) as ${jsonColumn}`, ...instants].join(", "));
}

/** The JSON of a record whose row was selected by `jsonSelection`; every record has fields of both sorts. */
export function toJson({ columnList }: Resource, row: Row): string {
  let text = String(row[jsonColumn]).slice(0, -1);
  for (const { kind, field, name } of columnList) {
    if (kind !== "instant") continue;
    const value = row[name];
    text += typeof value === "number" ? `,"${field}":"${instantText(value)}"` : `,"${field}":null`;
  }
  return `${text}}`;
}

const isWritten = ({ kind }: Column) => kind !== "instant";

/** Names of fields and columns come from schemas, never from a request. */
function valueOf({ kind, name }: Column): string {
  if (kind === "json") return `json("${name}")`;
  if (kind === "boolean") return `json(case "${name}" when 1 then 'true' when 0 then 'false' end)`;
  return `"${name}"`;
}
