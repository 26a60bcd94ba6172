import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Reader } from "../database/database.ts";
import { sliceQuery, sortColumn, type Ordering } from "./ordered-rows.ts";
import type { Row } from "./stored-record.ts";

const batchSize = 1000;

/** Every row of an order, one batch in memory at a time, each found by the key of the row before it. */
export async function* readEveryRow(
  reader: Reader,
  ordering: Ordering,
  direction: "asc" | "desc",
): AsyncGenerator<Row[]> {
  for (const part of partsOf(ordering, direction)) {
    let last: Row | undefined;
    do {
      const from = last ? sql<SqlBool>`${part.condition} and ${part.after(last)}` : part.condition;
      const slice = { direction, skip: null, take: batchSize, from };
      const { rows } = await sliceQuery(ordering, slice).execute(reader);
      if (rows.length > 0) yield rows;
      last = rows.length === batchSize ? rows.at(-1) : undefined;
    } while (last);
  }
}

interface Part {
  readonly condition: RawBuilder<SqlBool>;
  /** What is true of the rows that come after one. */
  after(row: Row): RawBuilder<SqlBool>;
}

/** Rows with and without a sort key are read one after the other: no key compares with null. */
function partsOf(ordering: Ordering, direction: "asc" | "desc"): Part[] {
  const { resource, sort } = ordering;
  const column = resource.columns.get(sort.field);
  const name = column?.name ?? "id";
  const key = sortColumn(ordering);
  const isAfter = sql.raw(direction === "asc" ? ">" : "<");
  const afterId = (row: Row) => sql<SqlBool>`id ${isAfter} ${row["id"]}`;
  if (sort.field === "id") return [{ condition: sql`true`, after: afterId }];
  const afterKey = (row: Row) => sql<SqlBool>`(${key}, id) ${isAfter} (${row[name]}, ${row["id"]})`;
  if (!column?.isNullable) return [{ condition: sql`true`, after: afterKey }];
  const values: Part = { condition: sql`${key} is not null`, after: afterKey };
  const nulls: Part = { condition: sql`${key} is null`, after: afterId };
  return direction === "asc" ? [nulls, values] : [values, nulls];
}
