import type { Problem } from "@gatehouse/shared/problem";
import { retryAfterMs } from "../session/retry-after.ts";

/** What a failed call is called on the page: the server's own words where it has any, plain ones where it has not. */
export function describeProblem(status: number, headers: Headers, json: unknown): string {
  const { code, message, detail } = (json ?? {}) as Partial<Problem>;
  if (status === 429) return describeRateLimit(headers);
  if (code === "version_conflict") {
    return "Someone else has changed this record since you opened it. Reload the page to see the changes.";
  }
  return detail || message || describeStatus(status);
}

function describeRateLimit(headers: Headers): string {
  const seconds = Math.ceil((retryAfterMs(headers) ?? 0) / 1_000);
  const wait = seconds > 0 ? ` Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.` : "";
  return `Too many requests.${wait}`;
}

function describeStatus(status: number): string {
  if (status === 401) return "The server did not accept your sign-in for this request.";
  if (status >= 500) return "The server could not answer. Try again in a moment.";
  return `The request was refused (${status}).`;
}
