import { currencies, type Currency } from "@gatehouse/shared/currencies";
import type { KnownRecord } from "../fields/shown-field.ts";
import { formatNumber } from "./format-number.ts";
import { formatMoney } from "./money.ts";

const isCurrency = (code: unknown): code is Currency => (currencies as readonly unknown[]).includes(code);

/** A stored amount in its record's currency; where that isn't known, as it is stored, and said so. */
export function showAmount(amount: unknown, { currency }: KnownRecord): string | undefined {
  if (typeof amount !== "number") return undefined;
  if (isCurrency(currency)) return formatMoney(amount, currency);
  return `${formatNumber(amount)} minor units`;
}
