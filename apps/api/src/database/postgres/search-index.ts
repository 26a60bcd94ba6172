import { sql, type SqlBool } from "kysely";
import type { SearchIndex, TokenQuery } from "../search-index.ts";

const documentsOf = (table: string) => sql.ref(`${table}_search`);

/** Tokens hold letters and digits only, so quoting them is all the type tsquery needs. */
function toQuery({ tokens, isLastPrefix }: TokenQuery): string {
  const terms = tokens.map((token) => `'${token}'`).join(" & ");
  return isLastPrefix ? `${terms}:*` : terms;
}

/** A tsvector for each document, made of its tokens as they are, without a text search configuration. */
export const postgresSearchIndex: SearchIndex = {
  async create(db, table) {
    await sql`create table ${documentsOf(table)} (id text primary key, tokens tsvector not null)`.execute(db);
    await sql`create index ${sql.ref(`${table}_search_tokens`)} on ${documentsOf(table)} using gin (tokens)`.execute(
      db,
    );
  },

  async put(writer, table, documents) {
    if (documents.length === 0) return;
    const ids = documents.map(({ id }) => id);
    const tokens = documents.map((document) => document.tokens.join(" "));
    await sql`insert into ${documentsOf(table)} (id, tokens)
      select id, array_to_tsvector(array_remove(string_to_array(tokens, ' '), ''))
      from unnest(${ids}::text[], ${tokens}::text[]) as documents (id, tokens)
      on conflict (id) do update set tokens = excluded.tokens`.execute(writer);
  },

  async remove(writer, table, ids) {
    if (ids.length === 0) return;
    await sql`delete from ${documentsOf(table)} where id in (${sql.join(ids)})`.execute(writer);
  },

  matchingIds(table, query) {
    return sql<string>`select documents.id from ${documentsOf(table)} as documents
      where documents.tokens @@ ${toQuery(query)}::tsquery`;
  },

  isMatch(table, query) {
    return sql<SqlBool>`exists (select 1 from ${documentsOf(table)} as documents
      where documents.id = ${sql.table(table)}.id and documents.tokens @@ ${toQuery(query)}::tsquery)`;
  },

  async count(reader, table, query) {
    const { rows } = await sql<{
      count: number;
    }>`select count(*) as count from ${documentsOf(table)} as documents
      where documents.tokens @@ ${toQuery(query)}::tsquery`.execute(reader);
    return rows[0]?.count ?? 0;
  },
};
