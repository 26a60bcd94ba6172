import {
  type NewSession,
  refreshSessionColumns,
  refreshUserColumns,
  type SessionRow,
  type SessionStore,
} from "../features/session/session.store.ts";
import { compileOnce } from "./compile-once.ts";
import type { Database, Writer } from "./database.ts";

/** What a refresh reads, as SQL; each engine has its own statement for it. */
export const columnsForRefresh = [
  ...refreshSessionColumns.map((column) => `sessions.${column}`),
  ...refreshUserColumns.map((column) => `users.${column}`),
].join(", ");

/** The part of the session store that is the same on both engines. */
export type SessionQueries = Omit<SessionStore, "refresh" | "saveSightings">;

export function createSessionQueries(database: Database): SessionQueries {
  return {
    find: (sid) =>
      database.read
        .selectFrom("sessions")
        .innerJoin("users", "users.id", "sessions.user_id")
        .selectAll("sessions")
        .select(["users.role", "users.token_version", "users.disabled_at", "users.deleted_at"])
        .where("sessions.id", "=", sid)
        .executeTakeFirst(),

    async insert(writer, session) {
      await insertSession(writer, withRecordColumns(session));
    },

    async recover(writer, sid, generation, keyVersion, now) {
      const { numUpdatedRows } = await writer
        .updateTable("sessions")
        .set({
          generation,
          issued_at: now,
          rotated_at: now,
          confirmed_generation: generation,
          confirmed_at: now,
          key_version: keyVersion,
          last_seen_at: now,
        })
        .where("id", "=", sid)
        .where("generation", "<", generation)
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async revoke(writer, sids, reason, now) {
      if (sids.length === 0) return [];
      const ended = await endSessions(writer, reason, now).where("id", "in", sids).execute();
      return ended.map((row) => row.id);
    },

    async revokeAllOf(writer, userId, reason, now, except) {
      let query = endSessions(writer, reason, now).where("user_id", "=", userId);
      if (except !== undefined) query = query.where("id", "!=", except);
      return (await query.execute()).map((row) => row.id);
    },

    listLive: (userId, now) =>
      database.read
        .selectFrom("sessions")
        .selectAll()
        .where("user_id", "=", userId)
        .where("revoked_at", "is", null)
        .where("expires_at", ">", now)
        .orderBy("last_seen_at", "desc")
        .orderBy("id")
        .limit(maxListed)
        .execute(),

    purge: (before, limit) =>
      database.write(async (writer) => {
        const over = writer
          .selectFrom("sessions")
          .select("id")
          .where((eb) => eb.or([eb("revoked_at", "<", before), eb("expires_at", "<", before)]))
          .limit(limit);
        const { numDeletedRows } = await writer
          .deleteFrom("sessions")
          .where("id", "in", over)
          .executeTakeFirst();
        return Number(numDeletedRows);
      }),
  };
}

const maxListed = 1000;

function endSessions(writer: Writer, reason: NonNullable<NewSession["revoke_reason"]>, now: number) {
  return writer
    .updateTable("sessions")
    .set((eb) => ({
      revoked_at: now,
      revoke_reason: reason,
      updated_at: now,
      version: eb("version", "+", 1),
    }))
    .where("revoked_at", "is", null)
    .returning("id");
}

const insertSession = compileOnce((db, row: SessionRow) => db.insertInto("sessions").values(row));

const withRecordColumns = (session: NewSession): SessionRow => ({
  ...session,
  version: 1,
  updated_at: session.created_at,
});
