import type { Database } from "../database/database.ts";
import type { AuditEventTable } from "../database/tables.ts";
import { hashAuditEvent } from "./audit-log.ts";

const batchSize = 1000;

/** Reads the whole audit chain; answers with what is wrong with it, or undefined where every event is as it was written. */
export async function findAuditChainFault({ read }: Database): Promise<string | undefined> {
  let previous = { sequence: 0, hash: "" };
  for (;;) {
    const events = await read
      .selectFrom("audit_events")
      .selectAll()
      .where("sequence", ">", previous.sequence)
      .orderBy("sequence")
      .limit(batchSize)
      .execute();
    for (const event of events) {
      if (event.sequence !== previous.sequence + 1) return `event ${previous.sequence + 1} is missing`;
      if (hashOf(previous.hash, event) !== event.hash) return `event ${event.sequence} was changed`;
      previous = event;
    }
    if (events.length < batchSize) break;
  }
  const head = await read.selectFrom("audit_chain").selectAll().where("id", "=", 1).executeTakeFirst();
  // A server may have appended since the last event was read: a head further on is no fault.
  const isBehind = head === undefined || head.sequence < previous.sequence;
  const isCut = head?.sequence === previous.sequence && head.hash !== previous.hash;
  return isBehind || isCut ? "its head is not the last event" : undefined;
}

function hashOf(previousHash: string, { hash: _hash, ...event }: AuditEventTable): string {
  return hashAuditEvent(previousHash, event);
}
