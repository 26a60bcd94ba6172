import { Type, type Static } from "typebox";
import { Email, Id, recordFields, Strict, Text, Nullable, Timestamp } from "./fields.ts";
import { Role } from "./roles.ts";

/** Passwords may be any Unicode; the shortest allowed length is configured, the longest is this. */
export const passwordMaxLength = 256;

export const Password = Type.String({ minLength: 1, maxLength: passwordMaxLength });

/** RFC 6749 §5.1. `refresh_token` only where the session is not a cookie's. */
export const TokenResponse = Type.Object(
  {
    access_token: Type.String(),
    token_type: Type.Literal("Bearer"),
    expires_in: Type.Integer({ description: "Seconds." }),
    scope: Type.String(),
    refresh_token: Type.Optional(Type.String()),
  },
  { $id: "TokenResponse" },
);
export type TokenResponse = Static<typeof TokenResponse>;

export const RegisterRequest = Strict(
  {
    email: Email,
    password: Password,
    passwordConfirm: Password,
    firstName: Text(100, 1),
    lastName: Text(100, 1),
  },
  { $id: "RegisterRequest" },
);
export type RegisterRequest = Static<typeof RegisterRequest>;

export const Me = Strict(
  {
    ...recordFields,
    email: Email,
    firstName: Type.String(),
    lastName: Type.String(),
    role: Role,
    lastSignInAt: Nullable(Timestamp),
    permissions: Type.Array(Type.String({ description: "`resource:action`" })),
    sessionId: Nullable(Id),
  },
  { $id: "Me" },
);
export type Me = Static<typeof Me>;

export const MeUpdate = Strict(
  { firstName: Type.Optional(Text(100, 1)), lastName: Type.Optional(Text(100, 1)) },
  { $id: "MeUpdate" },
);
export type MeUpdate = Static<typeof MeUpdate>;

export const PasswordChange = Strict(
  { currentPassword: Password, newPassword: Password },
  { $id: "PasswordChange" },
);
export type PasswordChange = Static<typeof PasswordChange>;

/** What the login page may know before anyone has signed in. */
export const SignInOptions = Strict(
  {
    registration: Type.Enum(["open", "closed"]),
    passwordMinLength: Type.Integer(),
    demoAccounts: Type.Array(Strict({ email: Type.String(), role: Role })),
    demoPassword: Nullable(Type.String()),
  },
  { $id: "SignInOptions" },
);
export type SignInOptions = Static<typeof SignInOptions>;
