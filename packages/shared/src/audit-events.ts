import { Type, type Static } from "typebox";
import { Id, Nullable, recordFields, Strict } from "./fields.ts";
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
  { $id: "AuditEvent" },
);
export type AuditEvent = Static<typeof AuditEvent>;

export const auditEventsAccess: ResourceAccess = {
  admin: { list: true, show: true, export: true },
  approver: {},
  clerk: {},
  viewer: {},
};
