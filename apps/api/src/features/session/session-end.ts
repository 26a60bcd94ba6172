import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { Clock } from "../../clock.ts";
import type { Database, Writer } from "../../database/database.ts";
import type { EndSessions, EndSessionsOf } from "../../session-port.ts";
import type { SessionStore } from "./session.store.ts";

interface SessionEndOptions {
  database: Database;
  store: SessionStore;
  clock: Clock;
}

/** The one place where sessions end: in the row, and in the memory of every process. */
export function createSessionEnd({ database, store, clock }: SessionEndOptions) {
  async function announce(writer: Writer, sids: string[], reason: RevokeReason): Promise<string[]> {
    await database.announce(
      writer,
      sids.map((sid) => ({ kind: "session-revoked", sid, reason })),
    );
    return sids;
  }

  const endSessions: EndSessions = async (writer, sids, reason) =>
    await announce(writer, await store.revoke(writer, sids, reason, clock.now()), reason);

  const endSessionsOf: EndSessionsOf = async (writer, userId, reason, except) =>
    await announce(writer, await store.revokeAllOf(writer, userId, reason, clock.now(), except), reason);

  return { endSessions, endSessionsOf };
}
