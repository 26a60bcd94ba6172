import type { Currency } from "@gatehouse/shared/currencies";
import { useCallback } from "react";
import { NumberInput, type NumberInputProps } from "react-admin";
import { smallestStep, toMajorUnits, toMinorUnits } from "./money.ts";

interface MoneyInputProps extends Omit<NumberInputProps, "format" | "parse" | "step"> {
  currency?: Currency | undefined;
}

/** Typed in major units, kept in the form in minor units of `currency`. */
export const MoneyInput = ({ currency, ...props }: MoneyInputProps) => {
  const format = useCallback(
    (minor: unknown) => (typeof minor === "number" ? String(toMajorUnits(minor, currency)) : ""),
    [currency],
  );
  const parse = useCallback(
    (typed: unknown) => (typeof typed === "number" ? toMinorUnits(typed, currency) : null),
    [currency],
  );
  return <NumberInput {...props} format={format} parse={parse} step={smallestStep(currency)} />;
};
