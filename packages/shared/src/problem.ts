import { Type, type Static } from "typebox";

/** Field errors in the form React Admin shows them: a message by field, nested as the record is. */
export type FieldErrors = { [field: string]: string | FieldErrors };

/** RFC 9457 problem details as every route but /token and the revocation answers them. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    message: Type.String(),
    requestId: Type.String(),
    reason: Type.Optional(Type.String({ description: "Why a session was ended, with `session_revoked`." })),
    methods: Type.Optional(
      Type.Array(Type.String(), { description: "What would be accepted, with `reauthentication_required`." }),
    ),
    errors: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    current: Type.Optional(Type.Unknown({ description: "The stored record, with `version_conflict`." })),
  },
  { $id: "Problem", additionalProperties: true },
);

export type Problem = Static<typeof Problem>;

/** RFC 6749 §5.2 errors of the token endpoint, with our code and message beside them. */
export const OAuthError = Type.Object(
  {
    error: Type.String(),
    error_description: Type.String(),
    code: Type.String(),
    message: Type.String(),
    requestId: Type.String(),
    reason: Type.Optional(Type.String()),
    methods: Type.Optional(
      Type.Array(Type.String(), { description: "What would be accepted, with `second_factor_required`." }),
    ),
    errors: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: "OAuthError" },
);

export type OAuthError = Static<typeof OAuthError>;
