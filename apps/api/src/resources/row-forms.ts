import { sql, type RawBuilder } from "kysely";
import { jsonOfRow } from "./json-rows.ts";
import { sliceQuery, sortColumn, type Ordering, type Slice } from "./ordered-rows.ts";
import type { Row } from "./stored-record.ts";

/** A form in which the rows of a slice are read: `R` is a row of the query's answer, `P` what becomes of them. */
export interface RowForm<R, P> {
  readonly name: string;
  /** Reads a slice; `isTurned` where it is wanted in the other direction than it is found. */
  query(ordering: Ordering, slice: Slice, isTurned: boolean): RawBuilder<R>;
  collect(rows: R[], isTurned: boolean): P;
  count(part: P): number;
  /** The parts one after the other. */
  join(parts: P[]): P;
}

/** Rows to make records of. */
export const rowsForm: RowForm<Row, Row[]> = {
  name: "rows",
  query: (ordering, slice) => sliceQuery(ordering, slice),
  collect: (rows, isTurned) => (isTurned ? rows.toReversed() : rows),
  count: (rows) => rows.length,
  join: (parts) => parts.flat(),
};

/** The JSON of rows with commas between them, as bytes in UTF-8. */
export interface JsonRows {
  readonly count: number;
  readonly text: Uint8Array;
}

interface JsonAnswer {
  readonly count: number;
  readonly text: Uint8Array | null;
}

const comma = Buffer.from(",");

/** All rows as one text, where `canReadJson`. */
export const jsonForm: RowForm<JsonAnswer, JsonRows> = {
  name: "json",
  query(ordering, slice, isTurned) {
    const selection = sql`${jsonOfRow(ordering.resource)} as json, ${sortColumn(ordering)} as key, id`;
    const rows = sliceQuery(ordering, slice, selection);
    const back = sql.raw(slice.direction === "asc" ? "desc" : "asc");
    const source = isTurned ? sql`select json from (${rows}) order by key ${back}, id ${back}` : rows;
    return sql`select count(*) as count, cast(group_concat(json, ',') as blob) as text from (${source})`;
  },
  collect: ([answer]) => ({ count: answer?.count ?? 0, text: answer?.text ?? new Uint8Array() }),
  count: ({ count }) => count,
  join: (parts) => ({
    count: parts.reduce((sum, { count }) => sum + count, 0),
    text: Buffer.concat(parts.flatMap(({ text }, index) => (index === 0 ? [text] : [comma, text]))),
  }),
};
