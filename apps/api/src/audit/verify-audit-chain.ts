import type { Database, Reader } from "../database/database.ts";
import type { AuditEventTable } from "../database/tables.ts";
import { hashAuditEvent } from "./audit-log.ts";

const batchSize = 1000;
const wrongHead = "its head is not the last event";

/** Reads the whole audit chain; answers with what is wrong with it, or undefined where every event is as it was written. */
export async function findAuditChainFault({ read }: Database): Promise<string | undefined> {
  // Servers may append meanwhile: up to this head all must be there, and behind the last event no head may be.
  const head = await readHead(read);
  if (!head) return wrongHead;
  let previous = { sequence: 0, hash: "" };
  for await (const event of readEvents(read)) {
    if (event.sequence !== previous.sequence + 1) return `event ${previous.sequence + 1} is missing`;
    if (hashOf(previous.hash, event) !== event.hash) return `event ${event.sequence} was changed`;
    if (event.sequence === head.sequence && event.hash !== head.hash) return wrongHead;
    previous = event;
  }
  if (previous.sequence < head.sequence) return `event ${previous.sequence + 1} is missing`;
  const later = await readHead(read);
  return later && later.sequence >= previous.sequence ? undefined : wrongHead;
}

const readHead = (read: Reader) =>
  read.selectFrom("audit_chain").selectAll().where("id", "=", 1).executeTakeFirst();

async function* readEvents(read: Reader): AsyncGenerator<AuditEventTable> {
  let last = 0;
  let events: AuditEventTable[];
  do {
    events = await read
      .selectFrom("audit_events")
      .selectAll()
      .where("sequence", ">", last)
      .orderBy("sequence")
      .limit(batchSize)
      .execute();
    yield* events;
    last = events.at(-1)?.sequence ?? last;
  } while (events.length === batchSize);
}

function hashOf(previousHash: string, { hash: _hash, ...event }: AuditEventTable): string {
  return hashAuditEvent(previousHash, event);
}
