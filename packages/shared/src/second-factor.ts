import { Type, type Static } from "typebox";
import { Id, Nullable, Strict, Text, Timestamp } from "./fields.ts";
import { Role } from "./roles.ts";

/** What a six-digit code or a recovery code may be typed as; spaces and dashes are for the eye. */
export const OneTimePassword = Type.String({ minLength: 1, maxLength: 64, examples: ["123456"] });

/** By what a password can be followed up: an app's code, one of the recovery codes, or a passkey in its place. */
export const secondFactorMethods = ["otp", "recovery_code", "passkey"] as const;

export type SecondFactorMethod = (typeof secondFactorMethods)[number];

/** One's own second factors. */
export const SecondFactor = Strict(
  {
    totp: Type.Boolean({ description: "Whether an authenticator app is set up." }),
    passkeys: Type.Integer({ description: "How many passkeys there are." }),
    recoveryCodesLeft: Type.Integer(),
    required: Type.Boolean({ description: "Whether the role demands a second factor." }),
    verified: Type.Boolean({ description: "Whether this session has shown one." }),
    methods: Type.Array(Type.Enum([...secondFactorMethods])),
  },
  {
    $id: "SecondFactor",
    examples: [
      { totp: true, passkeys: 0, recoveryCodesLeft: 10, required: false, verified: true, methods: ["otp"] },
    ],
  },
);
export type SecondFactor = Static<typeof SecondFactor>;

/** What an authenticator app is set up with (RFC 6238, the key URI format). Told once. */
export const TotpEnrolment = Strict(
  { secret: Type.String({ description: "Base32." }), uri: Type.String({ examples: ["otpauth://totp/…"] }) },
  { $id: "TotpEnrolment", examples: [{ secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/…" }] },
);
export type TotpEnrolment = Static<typeof TotpEnrolment>;

export const TotpConfirmation = Strict(
  { code: OneTimePassword },
  { $id: "TotpConfirmation", examples: [{ code: "123456" }] },
);

/** Shown once. Empty where codes from before still count. */
export const RecoveryCodes = Strict(
  { recoveryCodes: Type.Array(Type.String()) },
  { $id: "RecoveryCodes", examples: [{ recoveryCodes: ["abcd-efgh-jkmn"] }] },
);
export type RecoveryCodes = Static<typeof RecoveryCodes>;

/** The roles whose people must have a second factor. */
export const SecondFactorPolicy = Strict(
  { roles: Type.Array(Role, { uniqueItems: true }) },
  { $id: "SecondFactorPolicy", examples: [{ roles: ["admin"] }] },
);
export type SecondFactorPolicy = Static<typeof SecondFactorPolicy>;

const Base64Url = Type.String({ pattern: "^[A-Za-z0-9_-]*$", maxLength: 65_536 });

const credentialFields = {
  id: Base64Url,
  rawId: Base64Url,
  type: Type.Literal("public-key"),
  authenticatorAttachment: Type.Optional(Type.Enum(["cross-platform", "platform"])),
  // What browsers add here is theirs to choose; none of it is read.
  clientExtensionResults: Type.Object({}, { additionalProperties: true }),
};

/** PublicKeyCredential.toJSON() after `navigator.credentials.get` (WebAuthn level 3, §5.1). */
export const PasskeyAssertion = Type.Object({
  ...credentialFields,
  response: Type.Object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Type.Optional(Nullable(Base64Url)),
  }),
});

/** PublicKeyCredential.toJSON() after `navigator.credentials.create`. */
export const PasskeyAttestation = Type.Object({
  ...credentialFields,
  response: Type.Object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 10 })),
  }),
});

/** What `navigator.credentials` is called with; the browser's business. */
export const PasskeyOptions = Type.Object(
  { challenge: Type.String() },
  { $id: "PasskeyOptions", additionalProperties: true, examples: [{ challenge: "MTIzNDU2Nzg" }] },
);

const exampleCredential = {
  id: "AQID",
  rawId: "AQID",
  type: "public-key",
  clientExtensionResults: {},
  response: { clientDataJSON: "e30" },
};
const exampleAttestation = {
  ...exampleCredential,
  response: { ...exampleCredential.response, attestationObject: "o2Nm" },
};
const exampleAssertion = {
  ...exampleCredential,
  response: { ...exampleCredential.response, authenticatorData: "SZYN", signature: "MEUC" },
};

const PasskeyName = Text(100, 1);

export const PasskeyRegistration = Strict(
  { name: PasskeyName, credential: PasskeyAttestation },
  { $id: "PasskeyRegistration", examples: [{ name: "Laptop", credential: exampleAttestation }] },
);

export const PasskeyUpdate = Strict(
  { name: PasskeyName },
  { $id: "PasskeyUpdate", examples: [{ name: "Laptop" }] },
);

export const PasskeyAuthentication = Strict(
  {
    credential: PasskeyAssertion,
    remember: Type.Optional(Type.Boolean()),
    scope: Type.Optional(Type.String({ description: "`offline_access`, as at /api/token." })),
  },
  { $id: "PasskeyAuthentication", examples: [{ credential: exampleAssertion }] },
);

const examplePasskey = {
  id: "0199b1a4-7c00-7000-8000-000000000001",
  name: "Laptop",
  createdAt: "2026-01-31T09:30:00.000Z",
  lastUsedAt: null,
  synced: false,
};

/** A passkey as its owner sees it. */
export const Passkey = Strict(
  {
    id: Id,
    name: Type.String(),
    createdAt: Timestamp,
    lastUsedAt: Nullable(Timestamp),
    synced: Type.Boolean({ description: "Whether it may be on several devices." }),
  },
  { $id: "Passkey", examples: [examplePasskey] },
);
export type Passkey = Static<typeof Passkey>;

/** A new passkey; recovery codes only where it is the first factor. */
export const AddedPasskey = Strict(
  { ...Passkey.properties, ...RecoveryCodes.properties },
  { $id: "AddedPasskey", examples: [{ ...examplePasskey, recoveryCodes: [] }] },
);
export type AddedPasskey = Static<typeof AddedPasskey>;

/** Exactly one proof that it is still the same person. */
export const Reauthentication = Strict(
  {
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
    otp: Type.Optional(OneTimePassword),
    credential: Type.Optional(PasskeyAssertion),
  },
  { $id: "Reauthentication", examples: [{ password: "correct horse battery staple" }] },
);
export type Reauthentication = Static<typeof Reauthentication>;
