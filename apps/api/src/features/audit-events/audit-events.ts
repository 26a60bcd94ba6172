import { AuditEvent } from "@gatehouse/shared/audit-events";
import { defineResource } from "../../resources/resource.ts";

const listed = [
  "type",
  "actorId",
  "sessionId",
  "resource",
  "recordId",
  "address",
  "requestId",
  "createdAt",
] as const;

/** What happened, for administrators. Nothing here is ever changed. */
export const auditEvents = defineResource({
  name: "audit-events",
  noun: "audit event",
  table: "audit_events",
  schema: AuditEvent,
  sortable: listed,
  filterable: listed,
  scannedFields: [
    "type",
    "actorId",
    "sessionId",
    "resource",
    "recordId",
    "changes",
    "address",
    "userAgent",
    "requestId",
  ],
  jointIndexes: { recordId: ["createdAt"] },
  defaultSort: { field: "createdAt", direction: "DESC" },
  // The chain's head counts the events: their sequence has no gaps.
  async readState(reader) {
    const { sequence } = await reader
      .selectFrom("audit_chain")
      .select("sequence")
      .where("id", "=", 1)
      .executeTakeFirstOrThrow();
    return { changes: sequence, total: sequence };
  },
});
