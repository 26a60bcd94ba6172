import { type Currency, currencyDigits } from "@gatehouse/shared/currencies";

/** Digits of an unknown or not yet chosen currency. */
const usualDigits = 2;

const digitsOf = (currency: Currency | undefined) =>
  currency === undefined ? usualDigits : currencyDigits[currency];

/** 12345 of EUR → 123.45. */
export const toMajorUnits = (minor: number, currency?: Currency) => minor / 10 ** digitsOf(currency);

/** 123.45 of EUR → 12345, rounded to the currency's smallest coin. */
export const toMinorUnits = (major: number, currency?: Currency) => {
  const factor = 10 ** digitsOf(currency);
  // 1.005 * 100 is 100.49999…: rounding through the decimal text avoids it.
  return Math.round(Number((major * factor).toPrecision(15)));
};

/** The smallest step of a currency in major units, as an input's `step`. */
export const smallestStep = (currency?: Currency) => 1 / 10 ** digitsOf(currency);

/** An amount as people of the browser's language write it, with the currency's own digits. */
export function formatMoney(minor: number, currency: Currency): string {
  const digits = digitsOf(currency);
  return new Intl.NumberFormat(undefined, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(toMajorUnits(minor, currency));
}

/** Short form for axes: 1.2K, 3M. */
export const formatCompact = (minor: number, currency: Currency) =>
  new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 }).format(
    toMajorUnits(minor, currency),
  );
