import type { Kysely } from "kysely";
import type { Reader } from "../database/database.ts";
import type { Row } from "./stored-record.ts";

/** A database of which only this is known: each table's rows have columns of text, numbers and nulls. */
export type AnyTables = Record<string, Row>;

/** The engine works with tables it knows by their declaration only; a `Writer` is a `Reader` too. */
export const tablesOf = (reader: Reader) => reader as unknown as Kysely<AnyTables>;
