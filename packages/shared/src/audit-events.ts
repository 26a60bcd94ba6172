import { Type, type Static } from "typebox";
import { exampleRecord, Id, Nullable, recordFields, Strict } from "./fields.ts";
import type { ResourceAccess } from "./permissions.ts";

/** One field's value before and after; absent where a record was made or removed. */
export const AuditChange = Strict({
  field: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
});

/** What happened, to what, by whom and from where. Never changed, never deleted. */
export const AuditEvent = Strict(
  {
    ...recordFields,
    type: Type.String({ examples: ["login.succeeded", "invoice.approved"] }),
    actorId: Nullable(Id),
    sessionId: Nullable(Id),
    resource: Nullable(Type.String()),
    recordId: Nullable(Type.String()),
    changes: Type.Array(AuditChange),
    address: Nullable(Type.String()),
    userAgent: Nullable(Type.String()),
    requestId: Nullable(Type.String()),
  },
  {
    $id: "AuditEvent",
    examples: [
      {
        ...exampleRecord,
        type: "invoice.approved",
        actorId: "0199b1a4-7c00-7000-8000-000000000002",
        sessionId: "0199b1a4-7c00-7000-8000-000000000003",
        resource: "invoices",
        recordId: "0199b1a4-7c00-7000-8000-000000000004",
        changes: [{ field: "status", before: "submitted", after: "approved" }],
        address: "192.0.2.1",
        userAgent: "Mozilla/5.0",
        requestId: "7c6a180b-3689-4a0a-8785-7c6a180b3689",
      },
    ],
  },
);
export type AuditEvent = Static<typeof AuditEvent>;

export const auditEventsAccess: ResourceAccess = {
  admin: { list: true, show: true, export: true },
  approver: {},
  clerk: {},
  viewer: {},
};
