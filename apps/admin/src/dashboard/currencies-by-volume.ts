import type { Currency } from "@gatehouse/shared/currencies";
import type { Dashboard } from "@gatehouse/shared/dashboard";

/** The currencies in use, the one with most invoices first: amounts of two currencies can't be compared, counts can. */
export function currenciesByVolume({ byStatus }: Pick<Dashboard, "byStatus">): Currency[] {
  const counts = new Map<Currency, number>();
  for (const { currency, count } of byStatus) counts.set(currency, (counts.get(currency) ?? 0) + count);
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([currency]) => currency);
}
