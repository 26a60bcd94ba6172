import { Type, type Static } from "typebox";
import { Email, exampleRecord, Id, Nullable, recordFields, Strict, Text, Timestamp } from "./fields.ts";
import type { ResourceAccess } from "./permissions.ts";
import { Role } from "./roles.ts";

const exampleName = { firstName: "Cleo", lastName: "Marsh" };
const exampleInvitation = { email: "clerk@gatehouse.test", ...exampleName, role: "clerk" };
const exampleUser = { ...exampleRecord, ...exampleInvitation, disabledAt: null, lastSignInAt: null };

/** A user as administrators see him. */
export const User = Strict(
  {
    ...recordFields,
    email: Email,
    firstName: Text(100, 1),
    lastName: Text(100, 1),
    role: Role,
    disabledAt: Nullable(Timestamp),
    lastSignInAt: Nullable(Timestamp),
  },
  { $id: "User", examples: [exampleUser] },
);
export type User = Static<typeof User>;

/** A user as everyone else sees him: a name to show beside what he did. */
export const UserName = Strict(
  { id: Id, firstName: Text(100, 1), lastName: Text(100, 1) },
  { $id: "UserName", examples: [{ id: exampleRecord.id, ...exampleName }] },
);
export type UserName = Static<typeof UserName>;

/** An invitation: the person sets the password himself. */
export const UserCreate = Strict(
  { email: Email, firstName: Text(100, 1), lastName: Text(100, 1), role: Role },
  { $id: "UserCreate", examples: [exampleInvitation] },
);
export type UserCreate = Static<typeof UserCreate>;

/** What the answer to an invitation carries once, where no mail is set up. */
export const InvitedUser = Type.Object(
  { ...User.properties, invitationUrl: Type.Optional(Type.String()) },
  {
    $id: "InvitedUser",
    examples: [{ ...exampleUser, invitationUrl: "https://admin.example.com/invitation#code=…" }],
  },
);
export type InvitedUser = Static<typeof InvitedUser>;

/** A link by which a user chooses a new password; it is shown once. */
export const PasswordResetLink = Strict(
  { url: Type.String() },
  { $id: "PasswordResetLink", examples: [{ url: "https://admin.example.com/password-reset#code=…" }] },
);

/** `reference` reads names only; `list` and `show` read the whole record. */
export const usersAccess: ResourceAccess = {
  admin: {
    reference: true,
    list: true,
    show: true,
    create: true,
    edit: true,
    delete: true,
    export: true,
  },
  approver: { reference: true },
  clerk: { reference: true },
  viewer: { reference: true },
};
