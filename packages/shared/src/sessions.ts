import { Type, type Static } from "typebox";
import { revokeReasons } from "./error-codes.ts";
import { Id, Nullable, recordFields, Strict, Timestamp } from "./fields.ts";
import type { ResourceAccess } from "./permissions.ts";

/** One sign-in, on one browser or client. */
export const Session = Strict(
  {
    ...recordFields,
    userId: Id,
    device: Type.String({ description: "Browser and system, as told by the user agent." }),
    userAgent: Nullable(Type.String()),
    address: Nullable(Type.String()),
    lastSeenAt: Timestamp,
    expiresAt: Timestamp,
    revokedAt: Nullable(Timestamp),
    revokeReason: Nullable(Type.Enum([...revokeReasons])),
    amr: Type.Array(Type.String(), { description: "How the person signed in (RFC 8176)." }),
    current: Type.Boolean({ description: "Whether the request that reads it was made in it." }),
  },
  { $id: "Session" },
);
export type Session = Static<typeof Session>;

export const sessionsAccess: ResourceAccess = {
  admin: { list: true, show: true, delete: true, export: true },
  approver: {},
  clerk: {},
  viewer: {},
};
