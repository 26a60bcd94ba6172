import { type Currency, currencies } from "@gatehouse/shared/currencies";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, toMajorUnits, toMinorUnits } from "./money.ts";

const currency = fc.constantFrom<Currency>(...currencies);

describe("money", () => {
  it("is typed in major units and kept in the currency's smallest coin", () => {
    expect(toMinorUnits(123.45, "EUR")).toBe(12_345);
    expect(toMinorUnits(123, "JPY")).toBe(123);
    expect(toMinorUnits(1.234, "KWD")).toBe(1_234);
  });

  it("rounds as the decimal was typed, not as its binary neighbour", () => {
    expect(toMinorUnits(1.005, "EUR")).toBe(101);
    expect(toMinorUnits(8.115, "EUR")).toBe(812);
  });

  it("comes back as it went, for every currency and amount that an invoice may hold", () => {
    const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(amount, currency, (minor, code) => {
        expect(toMinorUnits(toMajorUnits(minor, code), code)).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });

  it("shows the currency's own digits", () => {
    expect(formatMoney(12_345, "JPY")).toContain("12,345");
    expect(formatMoney(12_345, "KWD")).toContain("12.345");
    expect(formatMoney(12_300, "EUR")).toContain("123.00");
  });
});
