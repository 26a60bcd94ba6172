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
  {
    $id: "Problem",
    additionalProperties: true,
    examples: [
      {
        type: "about:blank",
        title: "Not Found",
        status: 404,
        detail: "There is no such record.",
        code: "not_found",
        message: "There is no such record.",
        requestId: "7c6a180b-3689-4a0a-8785-7c6a180b3689",
      },
    ],
  },
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
  {
    $id: "OAuthError",
    examples: [
      {
        error: "invalid_grant",
        error_description: "Email or password is wrong.",
        code: "invalid_credentials",
        message: "Email or password is wrong.",
        requestId: "7c6a180b-3689-4a0a-8785-7c6a180b3689",
      },
    ],
  },
);

export type OAuthError = Static<typeof OAuthError>;
