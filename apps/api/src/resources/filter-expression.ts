import { expressionBuilder, sql, type Expression, type SqlBool } from "kysely";
import { searchIndexOf } from "../database/choose-search-index.ts";
import type { Database } from "../database/database.ts";
import type { Comparison, Condition } from "./conditions.ts";
import type { Filter } from "./list-query.ts";
import type { Resource } from "./resource.ts";
import { referenceTerms, type SearchTerms } from "../database/search-tokens.ts";
import type { AnyTables } from "./tables-of.ts";

const sqlOperators = { gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

export interface FilterOptions {
  readonly engine: Database["engine"];
  readonly isReference: boolean;
  /**
   * SQLite believes that an index on a filter beats the index of the order even where most rows match; this keeps it
   * from using one, so that a page is found by walking along the order.
   */
  readonly followsOrder: boolean;
}

const eb = expressionBuilder<AnyTables, string>();

/** The filter as one SQL condition on the resource's table. */
export function filterExpression(
  resource: Resource,
  filter: Filter,
  options: FilterOptions,
): Expression<SqlBool> {
  const parts = filter.conditions.map((condition) => conditionExpression(resource, condition, options));
  if (resource.deletedColumn) parts.push(eb(resource.deletedColumn, "is", null));
  if (filter.search) parts.push(searchExpression(resource, filter.search, options));
  return eb.and(parts);
}

function conditionExpression(
  resource: Resource,
  condition: Condition,
  { engine, followsOrder }: FilterOptions,
): Expression<SqlBool> {
  const name = resource.columns.get(condition.field)?.name ?? condition.field;
  const column = followsOrder && engine === "sqlite" ? sql<string>`+${sql.ref(name)}` : eb.ref(name);
  if (condition.operator !== "in") return comparison(column, condition.operator, condition.value);
  const values = condition.values.filter((value) => value !== null);
  const among = values.length > 0 ? eb(column, "in", values) : eb.lit(false);
  return values.length === condition.values.length ? among : eb.or([among, eb(column, "is", null)]);
}

function comparison(
  column: Expression<string | number | null>,
  operator: Comparison,
  value: string | number | null,
): Expression<SqlBool> {
  if (operator === "eq") return value === null ? eb(column, "is", null) : eb(column, "=", value);
  // Records without a value are not equal to one: plain <> would leave them out.
  if (operator === "neq") {
    return value === null ? eb(column, "is not", null) : eb(column, "is distinct from", value);
  }
  return eb(column, sqlOperators[operator], value);
}

/** Whether all words are in the fields, whatever the case of ASCII letters: all that both engines have in common. */
function scanExpression(
  { columns }: Resource,
  fields: readonly string[],
  { tokens }: SearchTerms,
  engine: FilterOptions["engine"],
): Expression<SqlBool> {
  const texts = fields.map((field) => sql`coalesce(${sql.ref(columns.get(field)?.name ?? field)}, '')`);
  const text = sql.join(texts, sql` || ' ' || `);
  const found = (word: string) =>
    engine === "sqlite"
      ? sql<SqlBool>`instr(lower(${text}), ${word}) > 0`
      : sql<SqlBool>`strpos(lower((${text}) collate "C"), ${word}) > 0`;
  return eb.and(tokens.map(found));
}

function searchExpression(
  resource: Resource,
  search: SearchTerms,
  { engine, isReference, followsOrder }: FilterOptions,
): Expression<SqlBool> {
  if (search.tokens.length === 0) return eb.lit(false);
  if (resource.scannedFields) return scanExpression(resource, resource.scannedFields, search, engine);
  const terms = isReference ? referenceTerms(search) : search;
  const index = searchIndexOf(engine);
  if (followsOrder) return index.isMatch(resource.table, terms);
  return sql<SqlBool>`id in (${index.matchingIds(resource.table, terms)})`;
}
