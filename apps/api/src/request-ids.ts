import { randomInt, randomUUID } from "node:crypto";

const counterDigits = 12;
const maxStart = 2 ** 47;

/**
 * Ids in the form of a UUID, unlike those of any other process: random once, then counted up, since every request
 * needs one.
 */
export function createRequestIds(): () => string {
  const start = randomUUID().slice(0, -counterDigits);
  let count = randomInt(maxStart);
  return () => {
    count += 1;
    return start + count.toString(16).padStart(counterDigits, "0");
  };
}
