import { type Kysely, sql } from "kysely";
import { isPostgres } from "../engine-of.ts";

/** Text that is compared by its code points on both engines, whatever language a PostgreSQL was set up for. */
export const comparedText = (db: Kysely<unknown>) => (isPostgres(db) ? sql`text collate "C"` : sql`text`);

/**
 * An index of the columns with the id as tie-breaker. `nullable` tells which of them may be null: nulls are the least
 * values, which SQLite has by itself and PostgreSQL's indexes must be told.
 */
export async function indexColumns(
  db: Kysely<unknown>,
  table: string,
  columns: readonly string[],
  nullable: readonly string[] = [],
): Promise<void> {
  const list = [...columns, "id"].map((column) =>
    isPostgres(db) && nullable.includes(column) ? sql`${sql.ref(column)} nulls first` : sql.ref(column),
  );
  const name = sql.ref(`${table}_${columns.join("_")}_id`);
  await sql`create index ${name} on ${sql.table(table)} (${sql.join(list)})`.execute(db);
}
