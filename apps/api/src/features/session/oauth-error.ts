import type { ErrorCode } from "@gatehouse/shared/error-codes";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sendError, toAppError } from "../../plugins/error-handler.ts";

/** RFC 6749 §5.2 names for our codes; every other refusal is an `invalid_request`. */
const oauthNames: Partial<Record<ErrorCode, string>> = {
  invalid_grant: "invalid_grant",
  invalid_credentials: "invalid_grant",
  second_factor_required: "invalid_grant",
  second_factor_invalid: "invalid_grant",
  refresh_missing: "invalid_grant",
  refresh_invalid: "invalid_grant",
  refresh_reused: "invalid_grant",
  session_revoked: "invalid_grant",
  session_expired: "invalid_grant",
  account_disabled: "invalid_grant",
  invalid_client: "invalid_client",
  invalid_scope: "invalid_scope",
  unsupported_grant_type: "unsupported_grant_type",
  unsupported_token_type: "unsupported_token_type",
  origin_not_allowed: "access_denied",
  internal_error: "server_error",
  unavailable: "temporarily_unavailable",
  revocation_failed: "temporarily_unavailable",
  rate_limited: "temporarily_unavailable",
};

const badRequest = 400;

/** RFC 6749 §5.2 has a few characters for it only; what else the sender's own words bring becomes a question mark. */
const describe = (message: string) => message.replaceAll(/[^\x20\x21\x23-\x5B\x5D-\x7E]/g, "?");

/** The error handler of the token and revocation endpoints: OAuth's form, with our code and message beside it. */
export function sendOAuthError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = toAppError(thrown);
  if (error.status >= 500)
    request.log.error({ err: error.cause ?? error, code: error.code }, "request failed");
  const name = oauthNames[error.code] ?? "invalid_request";
  const body = {
    error: name,
    error_description: describe(error.message),
    code: error.code,
    message: error.message,
    requestId: request.id,
    ...error.members,
    ...(error.errors && { errors: error.errors }),
  };
  const status = name === "invalid_grant" ? badRequest : error.status;
  void sendError(reply, error, body, "application/json; charset=utf-8", status);
}
