import type { Currency } from "@gatehouse/shared/currencies";
import { computeTotals } from "@gatehouse/shared/invoice-totals";
import { useWatch } from "react-hook-form";
import { asAmounts } from "./line-amounts.ts";
import { Totals } from "./Totals.tsx";

/** Totals of the form as it stands, by the same code as the server's. */
export const LiveTotals = () => {
  const lines = useWatch({ name: "lines" }) as Record<string, unknown>[] | undefined;
  const currency = useWatch({ name: "currency" }) as Currency | undefined;
  if (!currency) return null;
  return <Totals currency={currency} {...computeTotals((lines ?? []).map(asAmounts))} />;
};
