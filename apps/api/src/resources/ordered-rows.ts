import { sql, type RawBuilder, type SqlBool } from "kysely";
import { filterExpression, type FilterOptions } from "./filter-expression.ts";
import type { Filter, Sort } from "./list-query.ts";
import type { Resource } from "./resource.ts";
import type { Row, StoredValue } from "./stored-record.ts";

/** A filtered list in one order: ties are broken by id, and nulls are the least values on both engines. */
export interface Ordering {
  readonly resource: Resource;
  readonly filter: Filter;
  readonly sort: Sort;
  readonly options: FilterOptions;
}

export interface Slice {
  readonly direction: "asc" | "desc";
  /** How many rows to leave out, null for none. */
  readonly skip: StoredValue;
  readonly take: StoredValue;
  /** Where in the order to begin. */
  readonly from: RawBuilder<SqlBool> | undefined;
}

export const sortColumn = ({ resource, sort }: Ordering): RawBuilder<StoredValue> =>
  sql.ref(resource.columns.get(sort.field)?.name ?? "id");

/** ORDER BY's list. Only a nullable column says where its nulls go, so that plain indexes serve the others. */
export function orderList(ordering: Ordering, direction: "asc" | "desc"): RawBuilder<unknown> {
  const way = sql.raw(direction);
  if (ordering.sort.field === "id") return sql`id ${way}`;
  return sql`${sortColumn(ordering)} ${way} ${nullsPlace(ordering, direction)}, id ${way}`;
}

/** SQLite has nulls as the least values by itself; PostgreSQL must be told. */
function nullsPlace({ resource, sort, options }: Ordering, direction: "asc" | "desc"): RawBuilder<unknown> {
  const isNullable = resource.columns.get(sort.field)?.isNullable ?? false;
  if (options.engine === "sqlite" || !isNullable) return sql``;
  return direction === "asc" ? sql`nulls first` : sql`nulls last`;
}

export const tableName = ({ resource }: Ordering) => sql.table(resource.table);

export function whereClause({ resource, filter, options }: Ordering, from?: RawBuilder<SqlBool>) {
  const condition = filterExpression(resource, filter, options);
  return from ? sql`${from} and ${condition}` : sql`${condition}`;
}

const everything = sql.raw("*");

/** The rows of a slice, in its direction: all columns, or what `selection` says. */
export function sliceQuery(
  ordering: Ordering,
  slice: Slice,
  selection: RawBuilder<unknown> = everything,
): RawBuilder<Row> {
  const condition = slice.skip === null ? firstRows(ordering, slice) : rowsByIds(ordering, slice);
  return sql`select ${selection} from ${tableName(ordering)} where ${condition}`;
}

function firstRows(ordering: Ordering, { direction, take, from }: Slice): RawBuilder<unknown> {
  return sql`${whereClause(ordering, from)} order by ${orderList(ordering, direction)} limit ${take}`;
}

/** Skips in the index alone and reads only the rows of the slice. */
function rowsByIds(ordering: Ordering, { direction, skip, take, from }: Slice): RawBuilder<unknown> {
  return sql`id in (
      select id from ${tableName(ordering)} where ${whereClause(ordering, from)}
      order by ${orderList(ordering, direction)} limit ${take} offset ${skip})
    order by ${orderList(ordering, direction)}`;
}
