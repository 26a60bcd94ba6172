import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import type pg from "pg";

/** A connection whose statements give up after a while; once one did, nothing more is sent on it. */
export interface BoundedClient extends PostgresPoolClient {
  query<R>(text: string, values?: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query(cursor: never): never;
}

/**
 * Lets a pool outlive connections that the server ends: the statement that fails tells of it, or the next one on that
 * connection. Unheard, as between two statements of a transaction, pg's event would end the process.
 */
export function outliveConnections(pool: pg.Pool): void {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
}

/**
 * The pool as Kysely takes it, with an end to each wait for an answer: a server that went silent without closing its
 * connections would otherwise hold every one of them until the system gives up, a quarter of an hour later.
 */
export const boundPool = (pool: pg.Pool, timeoutMs: number): PostgresPool => ({
  options: pool.options,
  end: () => pool.end(),
  connect: () => connectBounded(pool, timeoutMs),
});

/** A connection of the pool; a statement that gets no answer in time rejects with pg's "Query read timeout". */
export async function connectBounded(pool: pg.Pool, timeoutMs: number): Promise<BoundedClient> {
  const client = await pool.connect();
  let failure: Error | undefined;

  async function query<R>(text: string, values: readonly unknown[] = []): Promise<PostgresQueryResult<R>> {
    if (failure) throw failure;
    try {
      // pg reads the time limit; its types don't know it.
      const statement: pg.QueryConfig & { query_timeout: number } = {
        text,
        values: [...values],
        query_timeout: timeoutMs,
      };
      return (await client.query(statement)) as unknown as PostgresQueryResult<R>;
    } catch (error) {
      if (isTimeout(error)) failure = error;
      throw error;
    }
  }

  return {
    query: query as BoundedClient["query"],
    // The answer of a statement that was given up may still come: it would be taken for the next one's.
    release: (shouldDestroy = false) => client.release(shouldDestroy || failure !== undefined),
  };
}

const isTimeout = (error: unknown): error is Error =>
  error instanceof Error && error.message === "Query read timeout";
