import { sql, type SqlBool } from "kysely";
import type { SearchIndex, TokenQuery } from "../search-index.ts";

const documentsOf = (table: string) => sql.ref(`${table}_search`);
const indexOf = (table: string) => sql.ref(`${table}_search_index`);

/** Tokens hold letters and digits only, so quoting them is all FTS5 needs. */
function toMatch({ tokens, isLastPrefix }: TokenQuery): string {
  const terms = tokens.map((token) => `"${token}"`).join(" AND ");
  return isLastPrefix ? `${terms} *` : terms;
}

/** FTS5 over a table of documents, kept in step by triggers. */
export const sqliteSearchIndex: SearchIndex = {
  async create(db, table) {
    const documents = documentsOf(table);
    const index = indexOf(table);
    // `number` is the document's key in FTS5: a rowid without a name would be renumbered by VACUUM.
    await sql`create table ${documents} (number integer primary key, id text not null unique, tokens text not null)`.execute(
      db,
    );
    // The ascii tokenizer takes every character beyond ASCII as part of a token: nothing is folded a second time.
    await sql`create virtual table ${index} using fts5(tokens, content=${sql.lit(`${table}_search`)},
      content_rowid='number', tokenize='ascii', detail='none', prefix='2 3')`.execute(db);
    await sql`create trigger ${sql.ref(`${table}_search_insert`)} after insert on ${documents} begin
      insert into ${index} (rowid, tokens) values (new.number, new.tokens); end`.execute(db);
    await sql`create trigger ${sql.ref(`${table}_search_delete`)} after delete on ${documents} begin
      insert into ${index} (${index}, rowid, tokens) values ('delete', old.number, old.tokens); end`.execute(
      db,
    );
    await sql`create trigger ${sql.ref(`${table}_search_update`)} after update on ${documents} begin
      insert into ${index} (${index}, rowid, tokens) values ('delete', old.number, old.tokens);
      insert into ${index} (rowid, tokens) values (new.number, new.tokens); end`.execute(db);
  },

  async put(writer, table, documents) {
    if (documents.length === 0) return;
    const rows = sql.join(documents.map(({ id, tokens }) => sql`(${id}, ${tokens.join(" ")})`));
    await sql`insert into ${documentsOf(table)} (id, tokens) values ${rows}
      on conflict (id) do update set tokens = excluded.tokens where tokens <> excluded.tokens`.execute(
      writer,
    );
  },

  async remove(writer, table, ids) {
    if (ids.length === 0) return;
    await sql`delete from ${documentsOf(table)} where id in (${sql.join(ids)})`.execute(writer);
  },

  matchingIds(table, query) {
    return sql<string>`select documents.id from ${indexOf(table)} join ${documentsOf(table)} as documents
      on documents.number = ${indexOf(table)}.rowid where ${indexOf(table)} match ${toMatch(query)}`;
  },

  isMatch(table, query) {
    return sql<SqlBool>`exists (select 1 from ${indexOf(table)} where ${indexOf(table)} match ${toMatch(query)}
      and rowid = (select number from ${documentsOf(table)} as documents where documents.id = ${sql.table(table)}.id))`;
  },

  async count(reader, table, query) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${indexOf(table)}
      where ${indexOf(table)} match ${toMatch(query)}`.execute(reader);
    return rows[0]?.count ?? 0;
  },
};
