import type { Currency } from "@gatehouse/shared/currencies";
import { computeTotals } from "@gatehouse/shared/invoice-totals";
import { Box } from "@mui/material";
import { useWatch } from "react-hook-form";
import { asAmounts } from "./line-amounts.ts";
import { Totals } from "./Totals.tsx";

/** Beside each line: the totals stand below the amounts. */
const removeButtonWidth = "30px";

/** Totals of the form as it stands, by the same code as the server's. */
export const LiveTotals = () => {
  const lines = useWatch({ name: "lines" }) as Record<string, unknown>[] | undefined;
  const currency = useWatch({ name: "currency" }) as Currency | undefined;
  if (!currency) return null;
  return (
    <Box sx={{ width: 1, pr: removeButtonWidth }}>
      <Totals currency={currency} {...computeTotals((lines ?? []).map(asAmounts))} />
    </Box>
  );
};
