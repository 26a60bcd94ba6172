import { Type } from "typebox";

/** ISO 4217 codes this installation accepts, with the number of digits of their minor unit. */
export const currencyDigits = {
  AED: 2,
  AUD: 2,
  BHD: 3,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  HUF: 2,
  ILS: 2,
  INR: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  MXN: 2,
  NOK: 2,
  NZD: 2,
  PLN: 2,
  SAR: 2,
  SEK: 2,
  SGD: 2,
  TRY: 2,
  USD: 2,
  ZAR: 2,
} as const;

export type Currency = keyof typeof currencyDigits;

export const currencies = Object.keys(currencyDigits) as Currency[];

export const Currency = Type.Enum(currencies, { description: "ISO 4217" });
