import { type Kysely, PostgresAdapter } from "kysely";

/** For the few places that must say the same thing to the two engines in different words. */
export const isPostgres = <T>(db: Kysely<T>): boolean => db.getExecutor().adapter instanceof PostgresAdapter;
