import { expect, test } from "vitest";
import { durationWords } from "./duration-words.ts";

test.each([
  [0, "Less than a minute"],
  [59, "Less than a minute"],
  [119, "1 minute"],
  [3661, "1 hour, 1 minute"],
  [86_400, "1 day"],
  [86_459, "1 day"],
  [2 * 86_400 + 5 * 3600 + 59 * 60, "2 days, 5 hours"],
])("%i seconds are %s", (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
