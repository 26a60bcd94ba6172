import { Type, type Static } from "typebox";
import { revokeReasons } from "./error-codes.ts";
import { exampleRecord, Id, Nullable, recordFields, Strict, Timestamp } from "./fields.ts";
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
  {
    $id: "Session",
    examples: [
      {
        ...exampleRecord,
        userId: "0199b1a4-7c00-7000-8000-000000000002",
        device: "Firefox on Linux",
        userAgent: "Mozilla/5.0",
        address: "192.0.2.1",
        lastSeenAt: "2026-01-31T10:00:00.000Z",
        expiresAt: "2026-02-07T10:00:00.000Z",
        revokedAt: null,
        revokeReason: null,
        current: true,
        amr: ["pwd"],
      },
    ],
  },
);
export type Session = Static<typeof Session>;

export const sessionsAccess: ResourceAccess = {
  admin: { list: true, show: true, delete: true, export: true },
  approver: {},
  clerk: {},
  viewer: {},
};
