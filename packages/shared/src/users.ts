import { Type, type Static } from "typebox";
import { Email, Id, Nullable, recordFields, Strict, Text, Timestamp } from "./fields.ts";
import type { ResourceAccess } from "./permissions.ts";
import { Role } from "./roles.ts";

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
  { $id: "User" },
);
export type User = Static<typeof User>;

/** A user as everyone else sees him: a name to show beside what he did. */
export const UserName = Strict(
  { id: Id, firstName: Text(100, 1), lastName: Text(100, 1) },
  { $id: "UserName" },
);
export type UserName = Static<typeof UserName>;

/** An invitation: the person sets the password himself. */
export const UserCreate = Strict(
  { email: Email, firstName: Text(100, 1), lastName: Text(100, 1), role: Role },
  { $id: "UserCreate" },
);
export type UserCreate = Static<typeof UserCreate>;

/** What the answer to an invitation carries once, where no mail is set up. */
export const InvitedUser = Type.Object(
  { ...User.properties, invitationUrl: Type.Optional(Type.String()) },
  { $id: "InvitedUser" },
);
export type InvitedUser = Static<typeof InvitedUser>;

/** A link by which a user chooses a new password; it is shown once. */
export const PasswordResetLink = Strict({ url: Type.String() }, { $id: "PasswordResetLink" });

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
