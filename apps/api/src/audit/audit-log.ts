import { createHash } from "node:crypto";
import type { FastifyBaseLogger, FastifyRequest } from "fastify";
import { v7 as uuidv7 } from "uuid";
import { clientAddressOf } from "../client-address.ts";
import { compileOnce } from "../database/compile-once.ts";
import { afterCommit, type Writer } from "../database/database.ts";
import { isPostgres } from "../database/engine-of.ts";
import type { AuditEventTable } from "../database/tables.ts";
import type { AuditListener } from "./audit-listeners.ts";

/** Who did something and from where; all null where the operator's command line did it. */
export interface AuditContext {
  actorId: string | null;
  sessionId: string | null;
  address: string | null;
  userAgent: string | null;
  requestId: string | null;
  /** Where the event is logged too, once it is committed. */
  log?: Pick<FastifyBaseLogger, "info">;
  /** Told of the event, once it is committed. */
  tell?: AuditListener;
}

export interface AuditChange {
  field: string;
  before: unknown;
  after: unknown;
}

export interface AuditEntry {
  /** `what.happened`, such as `login.succeeded` or `invoice.approved`. */
  type: string;
  resource?: string;
  recordId?: string;
  /** Field by field, secrets left out. */
  changes?: readonly AuditChange[];
}

/** The context of events that operators cause from the command line. */
export const operatorContext: AuditContext = {
  actorId: null,
  sessionId: null,
  address: null,
  userAgent: null,
  requestId: null,
};

const maxUserAgentLength = 512;

/** The context of what a request causes; the actor is whoever the request's access token names, if any. */
export function auditContextOf(request: FastifyRequest): AuditContext {
  return {
    actorId: request.access?.userId ?? null,
    sessionId: request.access?.sessionId ?? null,
    address: clientAddressOf(request),
    userAgent: request.headers["user-agent"]?.slice(0, maxUserAgentLength) ?? null,
    requestId: request.id,
    log: request.log,
    tell: request.server.auditListeners.tell,
  };
}

type HashedEvent = Omit<AuditEventTable, "hash">;

/** The hash that ties an event to all before it: SHA-256 over the predecessor's hash and every field, base64url. */
export function hashAuditEvent(previousHash: string, event: HashedEvent): string {
  const fields = Object.entries(event).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([previousHash, ...fields]))
    .digest("base64url");
}

/**
 * Appends to the audit chain in the caller's transaction. Locks the head of the chain until it ends, so it is best the
 * last thing a transaction does.
 */
export async function appendAuditEvent(
  writer: Writer,
  context: AuditContext,
  entry: AuditEntry,
  now = Date.now(),
): Promise<void> {
  const [head] = await lockHead(writer, {});
  if (!head) throw new Error("The audit chain has no head.");
  const sequence = head.sequence + 1;
  const event: HashedEvent = {
    // Events of one millisecond are in the order of the chain when they are sorted by time, whose ties the id breaks.
    id: uuidv7({ msecs: now, seq: sequence }),
    version: 1,
    created_at: now,
    updated_at: now,
    sequence,
    type: entry.type,
    actor_id: context.actorId,
    session_id: context.sessionId,
    resource: entry.resource ?? null,
    record_id: entry.recordId ?? null,
    changes: JSON.stringify(entry.changes ?? []),
    address: context.address,
    user_agent: context.userAgent,
    request_id: context.requestId,
  };
  const hash = hashAuditEvent(head.hash, event);
  await insertEvent(writer, { ...event, hash });
  await moveHead(writer, { sequence, hash });
  afterCommit(writer, () => tellOf(context, entry));
}

/** On SQLite a transaction has the whole database for itself. */
const lockHead = compileOnce((db) =>
  db
    .selectFrom("audit_chain")
    .select(["sequence", "hash"])
    .where("id", "=", 1)
    .$if(isPostgres(db), (query) => query.forNoKeyUpdate()),
);

const insertEvent = compileOnce((db, row: AuditEventTable) => db.insertInto("audit_events").values(row));

const moveHead = compileOnce((db, { sequence, hash }: { sequence: number; hash: string }) =>
  db.updateTable("audit_chain").set({ sequence, hash }).where("id", "=", 1),
);

function tellOf(context: AuditContext, entry: AuditEntry): void {
  const { type, resource, recordId } = entry;
  const { actorId, sessionId, address, userAgent } = context;
  context.log?.info({ event: type, actorId, sessionId, address, userAgent, resource, recordId }, type);
  context.tell?.(entry, context);
}
