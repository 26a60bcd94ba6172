import { Type, type Static } from "typebox";
import { Id, Nullable, recordFields, Strict, Text, Timestamp } from "./fields.ts";
import type { RecordCondition, ResourceAccess } from "./permissions.ts";

/** What a key may be used for: reading, or whatever its owner may do at that moment. */
const ApiKeyScope = Type.Enum(["read", "full"]);

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
  { $id: "ApiKey" },
);
export type ApiKey = Static<typeof ApiKey>;

/** Without `expiresAt` it ends in 90 days; null: never. */
export const ApiKeyCreate = Strict(
  {
    name: Text(100, 1),
    scope: Type.Optional(ApiKeyScope),
    expiresAt: Type.Optional(Nullable(Timestamp)),
  },
  { $id: "ApiKeyCreate" },
);

/** `token` is a Bearer, told once. */
export const CreatedApiKey = Type.Object(
  { ...ApiKey.properties, token: Type.Optional(Type.String()) },
  { $id: "CreatedApiKey" },
);

const isOwn: RecordCondition = (key, userId) => key["userId"] === userId;
const own = { list: isOwn, show: isOwn, create: true, delete: isOwn } as const;

export const apiKeysAccess: ResourceAccess = { admin: own, approver: own, clerk: own, viewer: own };
