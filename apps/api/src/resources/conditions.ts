import { isStorableText } from "../storable-text.ts";
import type { Column, ColumnKind } from "./columns.ts";
import { invalidQuery } from "./invalid-query.ts";
import { maxRows } from "./limits.ts";
import type { Resource } from "./resource.ts";
import { storeValue, type StoredValue } from "./stored-record.ts";

export type Comparison = "eq" | "neq" | "gt" | "gte" | "lt" | "lte";

/** One member of a filter, checked, its values in the form in which they are stored. */
export type Condition =
  | { readonly field: string; readonly operator: Comparison; readonly value: StoredValue }
  | { readonly field: string; readonly operator: "in"; readonly values: readonly StoredValue[] };

const suffixPattern = /^(.+)_(neq|gte|gt|lte|lt)$/;
const orderings: readonly Comparison[] = ["gt", "gte", "lt", "lte"];

/** Turns the members of a filter into conditions; throws a 400 that names the first member that is not one. */
export function parseConditions(
  resource: Resource,
  filter: Readonly<Record<string, unknown>>,
  fields: ReadonlySet<string>,
): Condition[] {
  return Object.entries(filter).map(([name, value]) => {
    const { column, operator } = findColumn(resource, name, fields);
    return parseCondition(name, column, operator, value);
  });
}

function findColumn(resource: Resource, name: string, fields: ReadonlySet<string>) {
  const isFilterable = (field: string) =>
    field === "id" || (resource.filterable.includes(field) && fields.has(field));
  const [, base = name, suffix = "eq"] = isFilterable(name) ? [] : (suffixPattern.exec(name) ?? []);
  const column = resource.columns.get(base);
  if (!column || !isFilterable(base)) throw invalidQuery("filter", unknownField(resource, base, name), name);
  return { column, operator: suffix as Comparison };
}

const unknownField = (resource: Resource, base: string, name: string) =>
  base === name
    ? `"${name}" is not a filter of ${resource.name}.`
    : `"${name}" is not a filter of ${resource.name}: there is no filter "${base}".`;

function parseCondition(name: string, column: Column, operator: Comparison, value: unknown): Condition {
  const { field } = column;
  if (Array.isArray(value)) {
    if (operator !== "eq") throw invalidQuery("filter", `"${name}" takes one value, not a list.`, name);
    if (value.length > maxRows) {
      throw invalidQuery("filter", `"${name}" has more than ${maxRows} values.`, name);
    }
    return { field, operator: "in", values: value.map((item) => parseValue(name, column, item)) };
  }
  if (value === null && orderings.includes(operator)) {
    throw invalidQuery("filter", `"${name}" can't be compared with null.`, name);
  }
  return { field, operator, value: parseValue(name, column, value) };
}

const dayLength = "2026-01-31".length;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** What no record has, no engine is asked for. */
const isText = (value: unknown) => typeof value === "string" && isStorableText(value);

/** Whether there is such a day: the 30th of February would be read as the 2nd of March. */
const isDay = (text: string) =>
  dayPattern.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const isInstant = (text: string) =>
  instantPattern.test(text) && isDay(text.slice(0, dayLength)) && !Number.isNaN(Date.parse(text));

const valueChecks: Record<ColumnKind, { expected: string; accepts(value: unknown): boolean }> = {
  text: { expected: "text without NUL", accepts: isText },
  day: {
    expected: "a day such as 2026-01-31",
    accepts: (value) => typeof value === "string" && isDay(value),
  },
  number: { expected: "a whole number", accepts: Number.isSafeInteger },
  boolean: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
  instant: {
    expected: "a time such as 2026-01-31T09:30:00Z",
    accepts: (value) => typeof value === "string" && isInstant(value),
  },
  json: { expected: "nothing", accepts: () => false },
};

function parseValue(name: string, column: Column, value: unknown): StoredValue {
  if (value === null) return null;
  const check = valueChecks[column.kind];
  if (!check.accepts(value)) throw invalidQuery("filter", `"${name}" must be ${check.expected}.`, name);
  return storeValue(column, value);
}
