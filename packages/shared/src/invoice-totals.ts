import type { InvoiceLine } from "./invoices.ts";

export interface InvoiceTotals {
  subtotal: number;
  tax: number;
  total: number;
}

const thousandths = 1000n;

/** A decimal with at most three places as a whole number of thousandths. */
const toThousandths = (value: number) => BigInt(Math.round(value * 1000));

/** Divides, rounding half away from zero, as commercial rounding does. */
function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  return sign * ((sign * numerator * 2n + denominator) / (denominator * 2n));
}

/** A line's net amount and tax in minor units, each rounded by itself. */
export function computeLine(line: Pick<InvoiceLine, "quantity" | "unitPrice" | "taxRate">) {
  const net = divideRounded(toThousandths(line.quantity) * BigInt(line.unitPrice), thousandths);
  const tax = divideRounded(net * toThousandths(line.taxRate), 100n * thousandths);
  return { net: Number(net), tax: Number(tax) };
}

/** Totals in minor units: the sums of the lines' rounded amounts, so that a printed invoice adds up. */
export function computeTotals(
  lines: readonly Pick<InvoiceLine, "quantity" | "unitPrice" | "taxRate">[],
): InvoiceTotals {
  const computed = lines.map(computeLine);
  const subtotal = computed.reduce((sum, line) => sum + line.net, 0);
  const tax = computed.reduce((sum, line) => sum + line.tax, 0);
  return { subtotal, tax, total: subtotal + tax };
}
