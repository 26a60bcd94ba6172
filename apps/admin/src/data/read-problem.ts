import type { Problem } from "@gatehouse/shared/problem";
import { HttpError } from "react-admin";

/** What the server said when it refused a call; nothing of it where the answer was not ours, or there was none. */
export function readProblem(error: unknown): Partial<Problem> {
  return error instanceof HttpError ? ((error.body ?? {}) as Partial<Problem>) : {};
}
