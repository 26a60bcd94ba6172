import type { SignInOutcome } from "./session-transport.ts";
import { unreachable } from "./unreachable.ts";

/** What to say about a sign-in that did not work; nothing where it did. */
export function describeSignInFailure(outcome: SignInOutcome): string | undefined {
  if (outcome.kind === "granted") return undefined;
  if (outcome.kind === "unavailable") return unreachable;
  // People have a link, and know of no code in it.
  if (outcome.code === "code_invalid") return "This link is wrong, used or too old. Ask for a new one.";
  if (outcome.retryAfterMs === undefined) return outcome.message;
  const seconds = Math.max(1, Math.ceil(outcome.retryAfterMs / 1_000));
  return `Too many attempts. Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
}
