import { describe, expect, it } from "vitest";
import { formatDay } from "./dates.ts";

describe("a calendar day", () => {
  it("is the same in every zone, and names its month", () => {
    expect(formatDay("2026-01-31")).toMatch(/31/);
    expect(formatDay("2026-01-31")).toMatch(/Jan/);
    expect(formatDay("2026-01-01")).toMatch(/2026/);
  });
});
