import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Reader } from "../database/database.ts";
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
  /** What to read of each row; all of it where nothing is said. */
  readonly selection?: RawBuilder<unknown>;
}

export interface Slice {
  readonly direction: "asc" | "desc";
  readonly skip: number;
  readonly take: number;
  /** Where in the order to begin. */
  readonly from?: RawBuilder<SqlBool>;
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

/** The rows of a slice, in its direction. */
export async function readSlice(reader: Reader, ordering: Ordering, slice: Slice): Promise<Row[]> {
  const query = slice.skip === 0 ? wholeRows(ordering, slice) : rowsByIds(ordering, slice);
  const { rows } = await query.execute(reader);
  return rows;
}

export const tableName = ({ resource }: Ordering) => sql.table(resource.table);

export function whereClause({ resource, filter, options }: Ordering, from?: RawBuilder<SqlBool>) {
  const condition = filterExpression(resource, filter, options);
  return from ? sql`${from} and ${condition}` : sql`${condition}`;
}

const everything = sql.raw("*");

function wholeRows(ordering: Ordering, { direction, take, from }: Slice): RawBuilder<Row> {
  return sql`select ${ordering.selection ?? everything} from ${tableName(ordering)} where ${whereClause(ordering, from)}
    order by ${orderList(ordering, direction)} limit ${take}`;
}

/** Skips in the index alone and reads only the rows of the slice. */
function rowsByIds(ordering: Ordering, { direction, skip, take, from }: Slice): RawBuilder<Row> {
  return sql`select ${ordering.selection ?? everything} from ${tableName(ordering)} where id in (
      select id from ${tableName(ordering)} where ${whereClause(ordering, from)}
      order by ${orderList(ordering, direction)} limit ${take} offset ${skip})
    order by ${orderList(ordering, direction)}`;
}
