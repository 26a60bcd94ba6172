import type { ErrorCode } from "@gatehouse/shared/error-codes";
import type { Problem } from "@gatehouse/shared/problem";
import { retryAfterMs } from "./retry-after.ts";
import type { SignInRefused, Unavailable } from "./session-transport.ts";

/** Why a form was not taken. `answer` is the response's JSON; without the server's own word nobody said no. */
export function readRefusal(response: Response, answer: unknown): SignInRefused | Unavailable {
  const { code, message, errors, methods } = (answer ?? {}) as Partial<Problem>;
  if (response.status >= 500 || !code) return unavailable(response);
  return {
    kind: "refused",
    code: code as ErrorCode,
    message: message ?? response.statusText,
    errors,
    methods,
    retryAfterMs: retryAfterMs(response.headers),
  };
}

/** Nobody said no; without a response the server was not reached. */
export function unavailable(response?: Response): Unavailable {
  return {
    kind: "unavailable",
    rateLimited: response?.status === 429,
    retryAfterMs: response && retryAfterMs(response.headers),
  };
}

/** An answer's JSON; undefined where it is none. */
export async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
