import type {
  RefreshChange,
  RefreshRow,
  SessionStore,
  Sighting,
} from "../../features/session/session.store.ts";
import { columnsForRefresh, createSessionQueries } from "../session-queries.ts";
import type { SqliteDatabase } from "./open-sqlite.ts";
import { opaqueParameter } from "./sqlite-dialect.ts";

const selectForRefresh = `
  SELECT ${columnsForRefresh}
  FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.id = ${opaqueParameter}`;

const rotate = `
  UPDATE sessions SET generation = @generation, issued_at = @issued_at, rotated_at = @rotated_at,
    expires_at = @expires_at, key_version = @key_version, replays = @replays
  WHERE id = @sid AND generation = @expected AND revoked_at IS NULL`;

const confirm = `
  UPDATE sessions SET last_seen_at = max(last_seen_at, @seenAt),
    confirmed_at = iif(generation = @generation AND confirmed_generation < @generation, @confirmedAt, confirmed_at),
    confirmed_generation = iif(generation = @generation, @generation, confirmed_generation)
  WHERE id = @sid AND revoked_at IS NULL`;

/** Sessions on SQLite: refreshes and sightings are prepared once and committed in groups. */
export function createSqliteSessionStore(database: SqliteDatabase): SessionStore {
  const { connection, lane } = database;
  const select = connection.prepare<[string], RefreshRow>(selectForRefresh);
  const swap = connection.prepare<[RefreshChange & { sid: string; expected: number }]>(rotate);
  const saveSighting = connection.prepare<[Sighting]>(confirm);
  return {
    ...createSessionQueries(database),
    refresh: (sid, decide) =>
      lane.grouped(() => {
        const row = select.get(sid);
        const { result, change } = decide(row);
        // Nobody else writes while this transaction runs, so the swap can't miss.
        if (row && change) swap.run({ ...change, sid, expected: row.generation });
        return result;
      }),
    saveSightings: (sightings) =>
      lane.grouped(() => {
        for (const sighting of sightings) saveSighting.run(sighting);
      }),
  };
}
