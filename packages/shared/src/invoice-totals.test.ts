import fc from "fast-check";
import { expect, test } from "vitest";

import { computeLine, computeTotals } from "./invoice-totals.ts";

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 10_000_000 }).map((thousandths) => thousandths / 1000),
  unitPrice: fc.integer({ min: -100_000_000, max: 100_000_000 }),
  taxRate: fc.integer({ min: 0, max: 100_000 }).map((thousandths) => thousandths / 1000),
});

test.each([
  [
    { quantity: 3, unitPrice: 1999, taxRate: 19 },
    { net: 5997, tax: 1139 },
  ],
  [
    { quantity: 0.5, unitPrice: 1, taxRate: 0 },
    { net: 1, tax: 0 },
  ],
  [
    { quantity: 0.5, unitPrice: -1, taxRate: 0 },
    { net: -1, tax: 0 },
  ],
  [
    { quantity: 1.005, unitPrice: 100, taxRate: 0 },
    { net: 101, tax: 0 },
  ],
  [
    { quantity: 1, unitPrice: 50, taxRate: 7 },
    { net: 50, tax: 4 },
  ],
])("rounds half away from zero: %j", (input, expected) => {
  expect(computeLine(input)).toEqual(expected);
});

test("a printed invoice adds up: the totals are the sums of the lines as they are shown", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 50 }), (lines) => {
      const shown = lines.map(computeLine);
      const { subtotal, tax, total } = computeTotals(lines);
      expect(subtotal).toBe(shown.reduce((sum, { net }) => sum + net, 0));
      expect(tax).toBe(shown.reduce((sum, row) => sum + row.tax, 0));
      expect(total).toBe(subtotal + tax);
    }),
  );
});

test("a rounded amount is never further than half a minor unit from the exact one", () => {
  fc.assert(
    fc.property(line, ({ quantity, unitPrice, taxRate }) => {
      const { net, tax } = computeLine({ quantity, unitPrice, taxRate });
      const slack = 0.5 + 1e-3;
      expect(Math.abs(net - quantity * unitPrice)).toBeLessThanOrEqual(slack);
      expect(Math.abs(tax - (net * taxRate) / 100)).toBeLessThanOrEqual(slack);
    }),
  );
});

test("a credit mirrors its charge", () => {
  fc.assert(
    fc.property(line, (charge) => {
      const credit = computeLine({ ...charge, unitPrice: -charge.unitPrice });
      const { net, tax } = computeLine(charge);
      expect([credit.net + net, credit.tax + tax]).toEqual([0, 0]);
    }),
  );
});
