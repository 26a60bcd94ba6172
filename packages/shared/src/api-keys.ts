import { Type, type Static } from "typebox";
import { exampleRecord, Id, Nullable, recordFields, Strict, Text, Timestamp } from "./fields.ts";
import type { RecordCondition, ResourceAccess } from "./permissions.ts";

/** What a key may be used for: reading, or whatever its owner may do at that moment. */
const ApiKeyScope = Type.Enum(["read", "full"]);

const exampleKey = {
  ...exampleRecord,
  userId: "0199b1a4-7c00-7000-8000-000000000002",
  name: "Nightly export",
  scope: "read",
  expiresAt: "2026-05-01T09:30:00.000Z",
  lastUsedAt: null,
};

/** A personal access token, without the token: that is shown once, when it is made. */
export const ApiKey = Strict(
  {
    ...recordFields,
    userId: Id,
    name: Text(100, 1),
    scope: ApiKeyScope,
    expiresAt: Nullable(Timestamp),
    lastUsedAt: Nullable(Timestamp),
  },
  { $id: "ApiKey", examples: [exampleKey] },
);
export type ApiKey = Static<typeof ApiKey>;

/** Without `expiresAt` it ends in 90 days; null: never. */
export const ApiKeyCreate = Strict(
  {
    name: Text(100, 1),
    scope: Type.Optional(ApiKeyScope),
    expiresAt: Type.Optional(Nullable(Timestamp)),
  },
  { $id: "ApiKeyCreate", examples: [{ name: "Nightly export", scope: "read" }] },
);

/** `token` is a Bearer, told once. */
export const CreatedApiKey = Type.Object(
  { ...ApiKey.properties, token: Type.Optional(Type.String()) },
  { $id: "CreatedApiKey", examples: [{ ...exampleKey, token: "gh_pat_…" }] },
);

const isOwn: RecordCondition = (key, userId) => key["userId"] === userId;
const own = { list: isOwn, show: isOwn, create: true, delete: isOwn } as const;

export const apiKeysAccess: ResourceAccess = { admin: own, approver: own, clerk: own, viewer: own };
