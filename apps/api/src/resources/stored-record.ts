import type { Column, ColumnKind } from "./columns.ts";
import { instantText } from "./instant-text.ts";
import type { Resource, ResourceRecord } from "./resource.ts";

export type StoredValue = string | number | null;
export type Row = Record<string, StoredValue>;

const readers: Record<ColumnKind, (value: string | number) => unknown> = {
  text: (value) => value,
  day: (value) => value,
  number: (value) => value,
  boolean: (value) => value === 1,
  instant: (value) => instantText(Number(value)),
  json: (value): unknown => JSON.parse(String(value)),
};

const writers: Record<ColumnKind, (value: unknown) => StoredValue> = {
  text: String,
  day: String,
  number: Number,
  boolean: (value) => (value === true ? 1 : 0),
  instant: (value) => Date.parse(String(value)),
  json: (value) => JSON.stringify(value),
};

/** A row as the record the API speaks of. */
export function toRecord(resource: Resource, row: Row): ResourceRecord {
  const record: Record<string, unknown> = {};
  for (const column of resource.columnList) record[column.field] = readColumn(column, row[column.name]);
  return record as ResourceRecord;
}

/** Fields of a record as columns; members without a column are left out. */
export function toRow(resource: Resource, fields: Readonly<Record<string, unknown>>): Row {
  const row: Row = {};
  for (const [field, value] of Object.entries(fields)) {
    const column = resource.columns.get(field);
    if (column && value !== undefined) row[column.name] = storeValue(column, value);
  }
  return row;
}

export const storeValue = (column: Column, value: unknown): StoredValue =>
  value === null || value === undefined ? null : writers[column.kind](value);

const readColumn = (column: Column, value: StoredValue | undefined) =>
  value === null || value === undefined ? null : readers[column.kind](value);
