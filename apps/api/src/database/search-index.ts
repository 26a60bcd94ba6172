import type { Kysely, RawBuilder, SqlBool } from "kysely";
import type { Reader, Writer } from "./database.ts";

export interface SearchDocument {
  readonly id: string;
  readonly tokens: readonly string[];
}

/** Terms that must all be in a document; the last one perhaps as the beginning of a token. */
export interface TokenQuery {
  readonly tokens: readonly string[];
  readonly isLastPrefix: boolean;
}

/**
 * Documents of ready-made tokens, beside the table they tell of, in `<table>_search`. The engines store and find tokens
 * and make none, so that both find the same.
 */
export interface SearchIndex {
  /** For migrations. */
  create(db: Kysely<unknown>, table: string): Promise<void>;
  /** Adds the documents, or puts them in the place of those with the same ids. */
  put(writer: Writer, table: string, documents: readonly SearchDocument[]): Promise<void>;
  remove(writer: Writer, table: string, ids: readonly string[]): Promise<void>;
  /** A subquery of the ids that match, for `id in (…)`. */
  matchingIds(table: string, query: TokenQuery): RawBuilder<string>;
  /** Whether the document of the row at hand matches: better than `matchingIds` where most documents do. */
  isMatch(table: string, query: TokenQuery): RawBuilder<SqlBool>;
  /** How many documents match. */
  count(reader: Reader, table: string, query: TokenQuery): Promise<number>;
}
