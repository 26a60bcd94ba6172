import { expect, test } from "vitest";
import { expiryAfter, lifetimeChoices } from "./lifetimes.ts";

const now = Date.parse("2026-01-31T09:30:00.000Z");

test("counts a lifetime in whole days", () => {
  expect(expiryAfter(30, now)).toBe("2026-03-02T09:30:00.000Z");
});

test("has no end where none was chosen", () => {
  const endless = lifetimeChoices.find(({ name }) => name === "Until it is revoked");
  expect(expiryAfter(endless?.id ?? NaN, now)).toBeNull();
});
