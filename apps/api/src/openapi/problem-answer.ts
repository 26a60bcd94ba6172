import type { ErrorCode } from "@gatehouse/shared/error-codes";
import { AppError, type AppErrorOptions } from "../errors.ts";
import { problemOf } from "../plugins/error-handler.ts";

/** What a refusal means where a route says nothing more special. */
const descriptions: Readonly<Record<string, string>> = {
  400: "The request is not valid; `errors` names what is wrong.",
  401: "There is no valid access token.",
  403: "The role, or the place where the request comes from, does not allow this.",
  404: "The record does not exist.",
  409: "The state of the record, or of another one, does not allow this.",
  410: "This has been used already.",
  412: "The record has been changed; `current` is what is stored.",
  413: "The body is larger than 1 MiB.",
  415: "The body is of a type that this route does not take.",
  422: "The Idempotency-Key was used with another body.",
  429: "Too many requests.",
  503: "The database does not answer, or it is not known which sessions have been revoked.",
  default: "What should not happen, such as a 500; the log has more under the same request id.",
};

/** Which form a refusal has: RFC 9457 everywhere, RFC 6749 §5.2 at /token and at revocation. */
export type ProblemForm = "Problem" | "OAuthError";

/** A refusal of each status that says something. */
const samples: Readonly<Record<string, [ErrorCode, AppErrorOptions?]>> = {
  400: ["validation_failed", { message: "name is required", errors: { name: "is required" } }],
  401: ["token_missing"],
  403: ["insufficient_scope"],
  404: ["not_found"],
  409: ["still_referenced"],
  410: ["setup_done"],
  412: [
    "version_conflict",
    { members: { current: { id: "0199b1a4-7c00-7000-8000-000000000001", version: 2 } } },
  ],
  413: ["payload_too_large"],
  415: ["unsupported_media_type"],
  422: ["idempotency_key_reused"],
  429: ["rate_limited"],
  503: ["unavailable"],
  default: ["internal_error"],
};

function exampleOf(status: string, form: ProblemForm) {
  const [code, options] = samples[status] ?? [];
  if (form === "OAuthError" || code === undefined) return {};
  return { example: problemOf(new AppError(code, options), "7c6a180b-3689-4a0a-8785-7c6a180b3689") };
}

const requestId = { "x-request-id": { type: "string", description: "The request in the log." } };
const retryAfter = {
  "Retry-After": { type: "integer", description: "Seconds to wait before trying again." },
};
const headersOf = (status: string) =>
  status === "429" || status === "503" ? { ...requestId, ...retryAfter } : requestId;

const mediaTypes = { Problem: "application/problem+json", OAuthError: "application/json" } as const;

/** A refusal as the document shows it. */
export const problemAnswer = (status: string, form: ProblemForm) => ({
  description: descriptions[status] ?? "The request was refused.",
  headers: headersOf(status),
  content: { [mediaTypes[form]]: { schema: { $ref: `${form}#` }, ...exampleOf(status, form) } },
});
