import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Reader } from "../database/database.ts";
import { orderList, sortColumn, tableName, whereClause, type Ordering } from "./ordered-rows.ts";
import type { StoredValue } from "./stored-record.ts";

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

/** Rows of an ascending order that are read at once. */
export interface Stretch {
  readonly start: Start;
  readonly skip: number;
  readonly take: number;
}

/** Where a stretch begins: with the order, at a row that has a key or at one that has none, or at the least key. */
export type Start =
  | { readonly at: "beginning" | "leastKey" }
  | { readonly at: "key" | "null"; readonly landmark: Landmark };

/** What is true of the rows of a stretch that begins so; undefined where it is nothing. */
export function startCondition(
  ordering: Ordering,
  at: Start["at"],
  { key, id }: { key: StoredValue; id: StoredValue },
): RawBuilder<SqlBool> | undefined {
  const column = sortColumn(ordering);
  if (at === "leastKey") return sql`${column} is not null`;
  if (at === "null") return sql`${column} is null and id >= ${id}`;
  return at === "key" ? sql`(${column}, id) >= (${key}, ${id})` : undefined;
}

/** Where the `take` rows from `position` on are, looked for from the landmark before them. */
export async function stretchesFrom(
  reader: Reader,
  ordering: Ordering,
  landmark: Landmark,
  { position, take }: { position: number; take: number },
): Promise<Stretch[]> {
  const skip = position % landmarkDistance;
  if (landmark.key !== null) return [{ start: { at: "key", landmark }, skip, take }];
  // Nulls come first. Where they end within the stretch, it goes on with the least key.
  const nulls = await countNulls(reader, ordering, landmark, skip + take);
  const ofNulls = Math.min(take, Math.max(0, nulls - skip));
  const stretches: Stretch[] = [
    { start: { at: "null", landmark }, skip, take: ofNulls },
    { start: { at: "leastKey" }, skip: Math.max(0, skip - nulls), take: take - ofNulls },
  ];
  return stretches.filter((stretch) => stretch.take > 0);
}

/** The rows without a key from a landmark on, no further than `most`. */
async function countNulls(
  reader: Reader,
  ordering: Ordering,
  landmark: Landmark,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
      select 1 from ${tableName(ordering)} where ${whereClause(ordering, startCondition(ordering, "null", landmark))}
      limit ${most}) as nulls`.execute(reader);
  return rows[0]?.count ?? 0;
}
