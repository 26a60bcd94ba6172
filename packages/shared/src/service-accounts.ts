import { Type, type Static } from "typebox";
import { exampleRecord, Id, Nullable, recordFields, Strict, Text, Timestamp } from "./fields.ts";
import type { ResourceAccess } from "./permissions.ts";
import { Role } from "./roles.ts";

const exampleAccount = {
  ...exampleRecord,
  name: "Invoice import",
  role: "clerk",
  clientId: exampleRecord.id,
  lastUsedAt: null,
};

/** A program with rights of its own, which gets access tokens by client credentials (RFC 6749 §4.4). */
export const ServiceAccount = Strict(
  {
    ...recordFields,
    name: Text(100, 1),
    role: Role,
    clientId: Id,
    lastUsedAt: Nullable(Timestamp),
  },
  { $id: "ServiceAccount", examples: [exampleAccount] },
);
export type ServiceAccount = Static<typeof ServiceAccount>;

export const ServiceAccountCreate = Strict(
  { name: Text(100, 1), role: Role },
  { $id: "ServiceAccountCreate", examples: [{ name: "Invoice import", role: "clerk" }] },
);

/** `clientSecret` is told once. */
export const CreatedServiceAccount = Type.Object(
  { ...ServiceAccount.properties, clientSecret: Type.Optional(Type.String()) },
  { $id: "CreatedServiceAccount", examples: [{ ...exampleAccount, clientSecret: "gh_secret_…" }] },
);

export const serviceAccountsAccess: ResourceAccess = {
  admin: { list: true, show: true, create: true, delete: true },
  approver: {},
  clerk: {},
  viewer: {},
};
