import { Type, type Static } from "typebox";
import { Email, exampleRecord, Id, recordFields, Strict, Text, Nullable } from "./fields.ts";
import { Role } from "./roles.ts";
import { OneTimePassword } from "./second-factor.ts";

/** Passwords may be any Unicode; the shortest allowed length is configured, the longest is this. */
export const passwordMaxLength = 256;

export const Password = Type.String({ minLength: 1, maxLength: 4 * passwordMaxLength });

const email = "clerk@gatehouse.test";
const password = "correct horse battery staple";
const name = { firstName: "Cleo", lastName: "Marsh" };
const code = "hR2mB0cF5vVbXk3tQe7yLwZsNpAoUiJd";

/** RFC 6749 §4.3.2 and §6. `client_id` and `client_secret` have no meaning with a password or a refresh token. */
export const TokenRequest = Strict(
  {
    grant_type: Type.Optional(Type.String({ examples: ["password"] })),
    username: Type.Optional(Type.String({ description: "The email.", maxLength: 254 })),
    password: Type.Optional(Type.String({ maxLength: 4 * passwordMaxLength })),
    otp: Type.Optional(OneTimePassword),
    refresh_token: Type.Optional(Type.String({ maxLength: 500 })),
    scope: Type.Optional(
      Type.String({
        description:
          "`offline_access`: the refresh token comes in the body, for clients that are no browser.",
      }),
    ),
    remember: Type.Optional(
      Type.Boolean({ description: "Whether the cookie outlives the browser; true by default." }),
    ),
    client_id: Type.Optional(Type.String()),
    client_secret: Type.Optional(Type.String()),
  },
  { $id: "TokenRequest", examples: [{ username: email, password }] },
);
export type TokenRequest = Static<typeof TokenRequest>;

/** `sid` ends another of one's own sessions, such as one that could not be ended while offline. */
export const LogoutRequest = Strict({ sid: Type.Optional(Id) }, { $id: "LogoutRequest", examples: [{}] });
export type LogoutRequest = Static<typeof LogoutRequest>;

/** RFC 6749 §5.1. `refresh_token` only where the session is not a cookie's. */
export const TokenResponse = Type.Object(
  {
    access_token: Type.String(),
    token_type: Type.Literal("Bearer"),
    expires_in: Type.Integer({ description: "Seconds." }),
    scope: Type.String(),
    refresh_token: Type.Optional(Type.String()),
  },
  {
    $id: "TokenResponse",
    examples: [{ access_token: "eyJ…", token_type: "Bearer", expires_in: 300, scope: "api" }],
  },
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
  { $id: "RegisterRequest", examples: [{ email, password, passwordConfirm: password, ...name }] },
);
export type RegisterRequest = Static<typeof RegisterRequest>;

export const Me = Strict(
  {
    ...recordFields,
    email: Email,
    firstName: Type.String(),
    lastName: Type.String(),
    role: Role,
    permissions: Type.Array(Type.String({ description: "`resource:action`" })),
    sessionId: Nullable(Id),
  },
  {
    $id: "Me",
    examples: [
      {
        ...exampleRecord,
        email,
        ...name,
        role: "clerk",
        permissions: ["customers:list", "invoices:create"],
        sessionId: "0199b1a4-7c00-7000-8000-000000000003",
      },
    ],
  },
);
export type Me = Static<typeof Me>;

export const MeUpdate = Strict(
  {
    firstName: Type.Optional(Text(100, 1)),
    lastName: Type.Optional(Text(100, 1)),
    email: Type.Optional(Email),
    currentPassword: Type.Optional(Password),
  },
  { $id: "MeUpdate", examples: [name] },
);
export type MeUpdate = Static<typeof MeUpdate>;

export const PasswordChange = Strict(
  { currentPassword: Password, newPassword: Password },
  { $id: "PasswordChange", examples: [{ currentPassword: password, newPassword: `${password} 2` }] },
);
export type PasswordChange = Static<typeof PasswordChange>;

/** What the login page may know before anyone has signed in. */
export const SignInOptions = Strict(
  {
    registration: Type.Enum(["open", "closed"]),
    passwordMinLength: Type.Integer(),
    hasMail: Type.Boolean({ description: "Whether a link for a forgotten password can be mailed." }),
    demoAccounts: Type.Array(Strict({ email: Type.String(), role: Role })),
    demoPassword: Nullable(Type.String()),
  },
  {
    $id: "SignInOptions",
    examples: [
      {
        registration: "closed",
        passwordMinLength: 15,
        hasMail: false,
        demoAccounts: [],
        demoPassword: null,
      },
    ],
  },
);
export type SignInOptions = Static<typeof SignInOptions>;

const tokenParameters = {
  token: Type.String({ minLength: 1, maxLength: 4096 }),
  token_type_hint: Type.Optional(Type.String({ description: "Accepted and not needed." })),
};

/** RFC 7009 §2.1. */
export const RevocationRequest = Strict(tokenParameters, {
  $id: "RevocationRequest",
  examples: [{ token: "eyJ…" }],
});
export type RevocationRequest = Static<typeof RevocationRequest>;

/** RFC 7662 §2.1. */
export const IntrospectionRequest = Strict(tokenParameters, {
  $id: "IntrospectionRequest",
  examples: [{ token: "eyJ…" }],
});
export type IntrospectionRequest = Static<typeof IntrospectionRequest>;

/** RFC 7662 §2.2, times in seconds. */
export const IntrospectionResponse = Type.Object(
  {
    active: Type.Boolean(),
    token_type: Type.Optional(Type.String()),
    scope: Type.Optional(Type.String()),
    client_id: Type.Optional(Type.String()),
    iss: Type.Optional(Type.String()),
    aud: Type.Optional(Type.String()),
    sub: Type.Optional(Type.String()),
    sid: Type.Optional(Type.String()),
    jti: Type.Optional(Type.String()),
    role: Type.Optional(Role),
    iat: Type.Optional(Type.Integer()),
    exp: Type.Optional(Type.Integer()),
  },
  { $id: "IntrospectionResponse", examples: [{ active: false }] },
);
export type IntrospectionResponse = Static<typeof IntrospectionResponse>;

/** The first administrator, made with the code of the link that a start prints. */
export const SetupRequest = Strict(
  {
    code: Type.String({ minLength: 1, maxLength: 200 }),
    email: Email,
    password: Password,
    firstName: Text(100, 1),
    lastName: Text(100, 1),
  },
  { $id: "SetupRequest", examples: [{ code, email: "admin@example.com", password, ...name }] },
);
export type SetupRequest = Static<typeof SetupRequest>;

/** The code of an invitation's or a reset's link, and the password that its holder chooses. */
export const CodeAndPassword = Strict(
  { code: Type.String({ minLength: 1, maxLength: 200 }), password: Password },
  { $id: "CodeAndPassword", examples: [{ code, password }] },
);

export const PasswordResetRequest = Strict(
  { email: Email },
  { $id: "PasswordResetRequest", examples: [{ email }] },
);
