import { sql, type RawBuilder } from "kysely";
import { jsonOfRow } from "./json-rows.ts";
import { sliceQuery, sortColumn, type Ordering, type Slice } from "./ordered-rows.ts";
import type { Row } from "./stored-record.ts";

/**
 * A form in which the rows of a page are read: `R` is a row of a query's answer, `P` what becomes of its rows, `A` all of
 * the page.
 */
export interface RowForm<R, P, A> {
  readonly name: string;
  /** Reads a slice; `isTurned` where it is wanted in the other direction than it is found. */
  query(ordering: Ordering, slice: Slice, isTurned: boolean): RawBuilder<R>;
  collect(rows: R[], isTurned: boolean): P;
  /** What the parts are, one after the other. */
  join(parts: P[]): A;
}

/** Rows to make records of. */
export const rowsForm: RowForm<Row, Row[], Row[]> = {
  name: "rows",
  query: (ordering, slice) => sliceQuery(ordering, slice),
  collect: (rows, isTurned) => (isTurned ? rows.toReversed() : rows),
  join: (parts) => parts.flat(),
};

/** Rows as the text of a JSON array, in UTF-8. */
export interface JsonRows {
  readonly count: number;
  readonly text: Buffer;
}

interface JsonAnswer {
  readonly count: number;
  readonly text: Uint8Array | null;
}

const arrayBegin = Buffer.from("[");
const comma = Buffer.from(",");
const arrayEnd = Buffer.from("]");

/** All rows as one text, where `canReadJson`. */
export const jsonForm: RowForm<JsonAnswer, JsonAnswer, JsonRows> = {
  name: "json",
  query(ordering, slice, isTurned) {
    const selection = sql`${jsonOfRow(ordering.resource)} as json, ${sortColumn(ordering)} as key, id`;
    const rows = sliceQuery(ordering, slice, selection);
    const back = sql.raw(slice.direction === "asc" ? "desc" : "asc");
    const source = isTurned ? sql`select json from (${rows}) order by key ${back}, id ${back}` : rows;
    return sql`select count(*) as count, cast(group_concat(json, ',') as blob) as text from (${source})`;
  },
  collect: ([answer]) => answer ?? { count: 0, text: null },
  join: (parts) => ({
    count: parts.reduce((sum, { count }) => sum + count, 0),
    text: Buffer.concat([arrayBegin, ...withCommas(parts.flatMap(({ text }) => text ?? [])), arrayEnd]),
  }),
};

const withCommas = (texts: Uint8Array[]): Uint8Array[] =>
  texts.flatMap((text, index) => (index === 0 ? [text] : [comma, text]));
