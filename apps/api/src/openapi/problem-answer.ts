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

const mediaTypes = { Problem: "application/problem+json", OAuthError: "application/json" } as const;

/** A refusal as the document shows it. */
export const problemAnswer = (status: string, form: ProblemForm) => ({
  description: descriptions[status] ?? "The request was refused.",
  headers: { "x-request-id": { type: "string", description: "The request in the log." } },
  content: { [mediaTypes[form]]: { schema: { $ref: `${form}#` } } },
});
