import type { ErrorCode } from "@gatehouse/shared/error-codes";
import { errorTable } from "@gatehouse/shared/error-codes";
import type { Answer, Treatment } from "./own-proxy.ts";

/** An answer as the API gives it for this code. */
export function problem(code: ErrorCode, extra: Record<string, unknown> = {}): Answer {
  const { status, message } = errorTable[code];
  return {
    status,
    headers: {
      "content-type": "application/problem+json",
      "www-authenticate": 'Bearer error="invalid_token"',
    },
    body: JSON.stringify({
      status,
      code,
      message,
      detail: message,
      title: message,
      requestId: "e2e",
      ...extra,
    }),
  };
}

/** An answer as the API gives it to whoever calls too often. */
export function wait(seconds: number): Answer {
  const answer = problem("rate_limited");
  return { ...answer, headers: { ...answer.headers, "retry-after": String(seconds) } };
}

/** A list without a record. */
export const emptyList = (resource: string): Answer => ({
  status: 200,
  headers: { "content-type": "application/json", "content-range": `${resource} */0` },
  body: "[]",
});

/** An answer of something between browser and API that knows nothing of either. */
export function html(status: number): Answer {
  return { status, headers: { "content-type": "text/html" }, body: "<html><h1>Gateway</h1></html>" };
}

/** Treats the first call so and lets the others through. */
export function once(answer: Answer): Treatment {
  let isFirst = true;
  return (forward) => {
    if (!isFirst) return forward();
    isFirst = false;
    return answer;
  };
}
