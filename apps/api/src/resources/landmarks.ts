import { sql } from "kysely";
import type { Reader } from "../database/database.ts";
import { orderList, readSlice, sortColumn, tableName, whereClause, type Ordering } from "./ordered-rows.ts";
import type { Row, StoredValue } from "./stored-record.ts";

/** Every so many rows of an ascending order, one is remembered by its key. */
export const landmarkDistance = 250;

/** The sort key and id of the row at a multiple of `landmarkDistance`. */
export interface Landmark {
  readonly key: StoredValue;
  readonly id: string;
}

/**
 * Walks an order once and remembers every 250th row, so that any page of it is found by a key and at most 249 steps:
 * deep pages then cost what first pages do, until the resource changes.
 */
export async function readLandmarks(reader: Reader, ordering: Ordering): Promise<readonly Landmark[]> {
  const { rows } = await sql<Landmark>`select key, id from (
      select ${sortColumn(ordering)} as key, id, row_number() over (order by ${orderList(ordering, "asc")}) - 1 as position
      from ${tableName(ordering)} where ${whereClause(ordering)}) as numbered
    where position % ${sql.lit(landmarkDistance)} = 0 order by position`.execute(reader);
  return rows;
}

/** Reads `take` rows from `position` on, ascending, beginning at the landmark before them. */
export async function readFromLandmark(
  reader: Reader,
  ordering: Ordering,
  landmark: Landmark,
  { position, take }: { position: number; take: number },
): Promise<Row[]> {
  const skip = position % landmarkDistance;
  const key = sortColumn(ordering);
  if (landmark.key !== null) {
    const from = sql<boolean>`(${key}, id) >= (${landmark.key}, ${landmark.id})`;
    return await readSlice(reader, ordering, { direction: "asc", skip, take, from });
  }
  // Nulls come first. Where they end within the stretch, it goes on with the least value.
  const end = skip + take;
  const isNull = sql<boolean>`${key} is null and id >= ${landmark.id}`;
  const nulls = await readSlice(reader, ordering, { direction: "asc", skip: 0, take: end, from: isNull });
  if (nulls.length === end) return nulls.slice(skip);
  const hasValue = sql<boolean>`${key} is not null`;
  const missing = end - nulls.length;
  const values = await readSlice(reader, ordering, {
    direction: "asc",
    skip: 0,
    take: missing,
    from: hasValue,
  });
  return [...nulls, ...values].slice(skip);
}
