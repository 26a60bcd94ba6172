import { describe, expect, it } from "vitest";
import { lastTwelveMonths } from "./months.ts";

describe("the months of the chart", () => {
  it("end with this one and cross the year", () => {
    const months = lastTwelveMonths(new Date("2026-02-28T23:59:00Z"));
    expect(months).toHaveLength(12);
    expect(months[0]).toBe("2025-03");
    expect(months.slice(-2)).toEqual(["2026-01", "2026-02"]);
  });
});
