import type {
  RefreshChange,
  RefreshOutcome,
  RefreshRow,
  SessionStore,
} from "../../features/session/session.store.ts";
import { columnsForRefresh, createSessionQueries } from "../session-queries.ts";
import { type BoundedClient, connectBounded } from "./bounded-pool.ts";
import type { PostgresDatabase } from "./open-postgres.ts";

const selectForRefresh = `
  SELECT ${columnsForRefresh}
  FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.id = $1`;

/**
 * Finds nothing to write where another refresh was faster or the session has ended, as it does when its user is disabled
 * or deleted. A role that changes in between makes the answer stale by its token version.
 */
const rotate = `
  UPDATE sessions SET generation = $3, issued_at = $4, rotated_at = $5, expires_at = $6, key_version = $7,
    replays = $8
  WHERE id = $1 AND generation = $2 AND revoked_at IS NULL`;

// Sorted by id: two processes that write the same sessions lock them in the same order.
const confirm = `
  UPDATE sessions SET last_seen_at = greatest(last_seen_at, seen.seen_at),
    confirmed_at = CASE WHEN sessions.generation = seen.generation AND confirmed_generation < seen.generation
      THEN seen.confirmed_at ELSE sessions.confirmed_at END,
    confirmed_generation = CASE WHEN sessions.generation = seen.generation
      THEN seen.generation ELSE confirmed_generation END
  FROM (SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[])
    AS s(sid, generation, confirmed_at, seen_at) ORDER BY sid) AS seen
  WHERE sessions.id = seen.sid AND sessions.revoked_at IS NULL`;

/** Clients give a refresh up after eight seconds: a connection gone silent has to be known for dead before that. */
const refreshTimeoutMs = 5000;

/** Sessions on PostgreSQL: a refresh reads a row and swaps it, each in a statement of its own and without a lock between. */
export function createPostgresSessionStore(database: PostgresDatabase): SessionStore {
  return {
    ...createSessionQueries(database),
    async refresh(sid, decide) {
      for (;;) {
        const outcome = await attemptRefresh(database, sid, decide);
        if (outcome) return outcome.result;
      }
    },
    async saveSightings(sightings) {
      const client = await connectBounded(database.pool, refreshTimeoutMs);
      try {
        await client.query(confirm, [
          sightings.map((sighting) => sighting.sid),
          sightings.map((sighting) => sighting.generation),
          sightings.map((sighting) => sighting.confirmedAt),
          sightings.map((sighting) => sighting.seenAt),
        ]);
      } finally {
        client.release();
      }
    },
  };
}

/** Undefined where another request moved the row on in between. */
async function attemptRefresh<T>(
  database: PostgresDatabase,
  sid: string,
  decide: (row: RefreshRow | undefined) => RefreshOutcome<T>,
): Promise<RefreshOutcome<T> | undefined> {
  const client = await connectBounded(database.pool, refreshTimeoutMs);
  try {
    const { rows } = await client.query<RefreshRow>(selectForRefresh, [sid]);
    const outcome = decide(rows[0]);
    const isWritten = outcome.change === undefined || (await swap(client, sid, rows[0], outcome.change));
    client.release();
    return isWritten ? outcome : undefined;
  } catch (error) {
    // A connection in an unknown state is not given back to the pool.
    client.release(true);
    throw error;
  }
}

async function swap(client: BoundedClient, sid: string, row: RefreshRow | undefined, change: RefreshChange) {
  const values = [
    sid,
    row?.generation,
    change.generation,
    change.issued_at,
    change.rotated_at,
    change.expires_at,
    change.key_version,
    change.replays,
  ];
  const { rowCount } = await client.query(rotate, values);
  return rowCount === 1;
}
