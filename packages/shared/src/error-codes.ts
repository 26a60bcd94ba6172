/**
 * Every error the API answers with: its HTTP status and its default message. Codes are stable, messages may
 * change; both sides switch on the code.
 */
export const errorTable = {
  invalid_request: { status: 400, message: "The request is not valid." },
  validation_failed: { status: 400, message: "Some fields are not valid." },
  invalid_json: { status: 400, message: "The body is not valid JSON." },
  invalid_grant: { status: 400, message: "The grant is not valid." },
  invalid_credentials: { status: 400, message: "Email or password is wrong." },
  second_factor_required: { status: 400, message: "A code of your second factor is needed too." },
  second_factor_invalid: { status: 400, message: "The code is wrong or was used before." },
  passkey_invalid: { status: 400, message: "The passkey was not accepted." },
  unsupported_grant_type: { status: 400, message: "This grant type is not supported." },
  unsupported_token_type: { status: 400, message: "This token type can't be revoked here." },
  invalid_client: { status: 401, message: "The client could not be authenticated." },
  invalid_scope: { status: 400, message: "The scope is not valid." },
  passwords_differ: { status: 400, message: "The two passwords differ." },
  password_too_short: { status: 400, message: "The password is too short." },
  password_too_long: { status: 400, message: "The password is too long." },
  password_common: { status: 400, message: "The password is one of those that are tried first." },
  password_personal: { status: 400, message: "Without the account's own words too little is left." },
  wrong_password: { status: 400, message: "The current password is wrong." },
  token_missing: { status: 401, message: "Sign in first." },
  token_invalid: { status: 401, message: "The access token is not valid." },
  token_expired: { status: 401, message: "The access token has expired." },
  token_stale: { status: 401, message: "The account has changed since this token was issued." },
  refresh_missing: { status: 401, message: "There is no refresh cookie." },
  refresh_invalid: { status: 401, message: "The refresh token is not valid." },
  refresh_reused: { status: 401, message: "This session was used from elsewhere and has been ended." },
  session_revoked: { status: 401, message: "The session has been ended." },
  session_expired: { status: 401, message: "The session has expired." },
  account_disabled: { status: 401, message: "The account is disabled." },
  origin_not_allowed: { status: 403, message: "This origin is not allowed to use cookies here." },
  registration_closed: {
    status: 403,
    message: "Registration is closed. Ask an administrator for an invitation.",
  },
  insufficient_scope: { status: 403, message: "Your role does not allow this." },
  reauthentication_required: { status: 403, message: "Confirm first that it is you." },
  second_factor_missing: { status: 403, message: "Your role demands a second factor first." },
  own_invoice: { status: 403, message: "Nobody decides an invoice that is his own." },
  code_invalid: { status: 403, message: "The code is wrong, used or expired." },
  last_second_factor: { status: 409, message: "Your role demands a second factor: this is the last one." },
  too_many_passkeys: { status: 409, message: "There are as many passkeys as an account can have." },
  last_administrator: { status: 409, message: "This would leave no active administrator." },
  own_account: { status: 409, message: "You can't do this to your own account." },
  route_not_found: { status: 404, message: "There is nothing at this path." },
  not_found: { status: 404, message: "The record does not exist." },
  method_not_allowed: { status: 405, message: "This method is not allowed here." },
  email_taken: { status: 409, message: "This email already has an account." },
  still_referenced: { status: 409, message: "Other records still refer to this one." },
  invalid_transition: { status: 409, message: "The invoice's state does not allow this." },
  idempotency_in_progress: { status: 409, message: "A request with this Idempotency-Key is still running." },
  setup_done: { status: 410, message: "The first administrator exists already." },
  version_conflict: { status: 412, message: "The record has been changed by someone else." },
  request_timeout: { status: 408, message: "The request did not arrive in time." },
  payload_too_large: { status: 413, message: "The body is too large." },
  uri_too_long: { status: 414, message: "The URL is too long." },
  unsupported_media_type: { status: 415, message: "This content type is not supported." },
  idempotency_key_reused: { status: 422, message: "This Idempotency-Key was used with another body." },
  rate_limited: { status: 429, message: "Too many requests. Wait before trying again." },
  headers_too_large: { status: 431, message: "The request headers are too large." },
  internal_error: { status: 500, message: "Something went wrong on the server." },
  revocation_failed: { status: 503, message: "The session could not be ended. Try again." },
  revocations_unknown: { status: 503, message: "The state of sessions can't be known right now. Try again." },
  unavailable: { status: 503, message: "The service is not available right now. Try again." },
} as const;

export type ErrorCode = keyof typeof errorTable;

/** Codes by which a session is over for good, from whatever route they come: the browser client ends on these. */
export const sessionEndCodes = [
  "refresh_missing",
  "refresh_invalid",
  "refresh_reused",
  "session_revoked",
  "session_expired",
  "account_disabled",
] as const satisfies readonly ErrorCode[];

export type SessionEndCode = (typeof sessionEndCodes)[number];

/** Why a session was ended, as stored in the row and told to its holder. */
export const revokeReasons = [
  "signed_out",
  "administrator",
  "user",
  "reuse_detected",
  "password_changed",
  "account_disabled",
  "second_factor_reset",
  "replaced",
  "restored",
] as const;

export type RevokeReason = (typeof revokeReasons)[number];
