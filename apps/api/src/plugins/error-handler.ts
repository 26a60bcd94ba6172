import { STATUS_CODES } from "node:http";
import { errorTable, type ErrorCode } from "@gatehouse/shared/error-codes";
import { patterns } from "@gatehouse/shared/fields";
import type { FieldErrors } from "@gatehouse/shared/problem";
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from "fastify";
import fp from "fastify-plugin";
import { isDatabaseUnreachable } from "../database/unreachable.ts";
import { AppError } from "../errors.ts";

/** Fastify's own refusals, in our codes. */
const fastifyCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_BODY_TOO_LARGE: "payload_too_large",
  FST_ERR_CTP_INVALID_JSON_BODY: "invalid_json",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "invalid_request",
  FST_ERR_BAD_URL: "invalid_request",
};

/** All roles or states; of all countries, enough to see what is meant. */
const maxListed = 12;

const unauthorized = 401;
const forbidden = 403;

/** RFC 6750 §3: a challenge carries an error only where a token was sent. */
function challenge(code: ErrorCode): string | undefined {
  const { status, message } = errorTable[code];
  if (code === "invalid_client") return 'Basic realm="gatehouse"';
  if (status === 401 && (code === "token_missing" || code.startsWith("refresh_")))
    return 'Bearer realm="gatehouse"';
  if (status === 401)
    return `Bearer realm="gatehouse", error="invalid_token", error_description="${message}"`;
  if (code === "insufficient_scope") return `Bearer realm="gatehouse", error="insufficient_scope"`;
  return undefined;
}

/**
 * Turns whatever was thrown into one of our errors: a database out of reach is `unavailable`, what nobody foresaw a blank
 * `internal_error`.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, validation, validationContext, statusCode, message } = error as Partial<FastifyError>;
  if (validation) {
    return new AppError("validation_failed", describeValidation(validation, validationContext ?? "body"));
  }
  const known = code === undefined ? undefined : fastifyCodes[code];
  if (known) return new AppError(known, { ...(message !== undefined && { message }), cause: error });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new AppError("invalid_request", { ...(message !== undefined && { message }), cause: error });
  }
  if (isDatabaseUnreachable(error))
    return new AppError("unavailable", { cause: error, retryAfterSeconds: 1 });
  return new AppError("internal_error", { cause: error });
}

/** Nobody reads more, and a body of a mebibyte may be wrong in a hundred thousand places. */
const maxDescribed = 50;

/** Names each field that was wrong, nested as the body is. */
function describeValidation(validation: FastifySchemaValidationError[], context: string) {
  const errors: FieldErrors = {};
  const lines: string[] = [];
  const helpful = withoutNull(validation);
  for (const problem of helpful.slice(0, maxDescribed)) {
    const path = pathOf(problem);
    const message = wordingOf(problem);
    setNested(errors, path.length > 0 ? path : ["root"], message);
    lines.push(`${path.join(".") || context} ${message}`);
  }
  const left = helpful.length - maxDescribed;
  if (left > 0) lines.push(`and ${left} more`);
  return { message: [...new Set(lines)].join("; "), errors };
}

/** That a body might have been left out as well is no help to who has sent one. */
function withoutNull(validation: FastifySchemaValidationError[]): FastifySchemaValidationError[] {
  const helpful = validation.filter(
    ({ keyword, params }) => keyword !== "anyOf" && (keyword !== "type" || params["type"] !== "null"),
  );
  return helpful.length > 0 ? helpful : validation;
}

function pathOf({ instancePath, keyword, params }: FastifySchemaValidationError): string[] {
  const path = instancePath.split("/").slice(1).map(unescapePointer);
  if (keyword === "additionalProperties") path.push(String(params["additionalProperty"]));
  if (keyword === "required") path.push(String(params["missingProperty"]));
  return path;
}

const unescapePointer = (part: string) => part.replaceAll("~1", "/").replaceAll("~0", "~");

function wordingOf({ keyword, message, params }: FastifySchemaValidationError): string {
  if (keyword === "additionalProperties") return "is not a known field";
  if (keyword === "required") return "is required";
  if (keyword === "enum" && Array.isArray(params["allowedValues"])) {
    return `must be one of ${listSome(params["allowedValues"])}`;
  }
  const named = keyword === "format" || keyword === "pattern" ? wordings[String(params[keyword])] : undefined;
  return named ?? message ?? "is not valid";
}

const aTime = "must be a time such as 2026-01-31T09:30:00Z";

/** Formats and patterns in words. */
const wordings: Readonly<Record<string, string>> = {
  email: "must be an email address",
  date: "must be a day such as 2026-01-31",
  "date-time": aTime,
  [patterns.timestamp]: aTime,
  [patterns.id]: "must be an id",
  [patterns.filled]: "must not be blank",
};

const listSome = (values: unknown[]) =>
  (values.length > maxListed ? [...values.slice(0, maxListed), "…"] : values).join(", ");

function setNested(errors: FieldErrors, path: readonly string[], message: string): void {
  const [head = "root", ...rest] = path;
  const present = Object.hasOwn(errors, head) ? errors[head] : undefined;
  if (rest.length === 0) {
    if (present === undefined) define(errors, head, message);
    return;
  }
  const nested: FieldErrors = typeof present === "object" ? present : {};
  if (typeof present !== "object") define(errors, head, nested);
  setNested(nested, rest, message);
}

/** A sender may name a field `__proto__`: it is told about like any other, and assigned to nothing. */
function define(errors: FieldErrors, field: string, value: string | FieldErrors): void {
  Object.defineProperty(errors, field, { value, enumerable: true, configurable: true, writable: true });
}

/** RFC 9457 body of an error. */
export function problemOf(error: AppError, requestId: string) {
  return {
    type: "about:blank",
    title: STATUS_CODES[error.status] ?? "Error",
    status: error.status,
    detail: error.message,
    code: error.code,
    message: error.message,
    requestId,
    ...error.members,
    ...(error.errors && { errors: error.errors }),
  };
}

/** Sets status, challenge and Retry-After; answers with `body` as it is. */
export function sendError(
  reply: FastifyReply,
  error: AppError,
  body: object,
  contentType: string,
  status = error.status,
) {
  const header = status === unauthorized || status === forbidden ? challenge(error.code) : undefined;
  if (header) reply.header("www-authenticate", header);
  if (error.retryAfterSeconds !== undefined) reply.header("retry-after", Math.ceil(error.retryAfterSeconds));
  // The route's own serializer knows its successes only.
  return reply
    .code(status)
    .type(contentType)
    .serializer((payload) => JSON.stringify(payload))
    .send(body);
}

function handleError(thrown: unknown, request: FastifyRequest, reply: FastifyReply) {
  const error = toAppError(thrown);
  if (error.status >= 500)
    request.log.error({ err: error.cause ?? error, code: error.code }, "request failed");
  return sendError(reply, error, problemOf(error, request.id), "application/problem+json; charset=utf-8");
}

/** One error handler for every route, and problem+json for paths that do not exist. */
export const errorHandler = fp(
  async (app) => {
    app.setErrorHandler(handleError);
    app.setNotFoundHandler((request, reply) =>
      handleError(
        new AppError("route_not_found", {
          message: `There is nothing at ${request.method} ${request.url.split("?")[0]}.`,
        }),
        request,
        reply,
      ),
    );
  },
  { name: "error-handler" },
);
