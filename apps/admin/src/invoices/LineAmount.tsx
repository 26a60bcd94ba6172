import type { Currency } from "@gatehouse/shared/currencies";
import { computeLine } from "@gatehouse/shared/invoice-totals";
import { Typography } from "@mui/material";
import { useWrappedSource } from "react-admin";
import { useWatch } from "react-hook-form";
import { formatMoney } from "../money/money.ts";
import { asAmounts } from "./line-amounts.ts";

/** The line's net amount, computed by the server's own code. */
export const LineAmount = () => {
  const line = useWatch({ name: useWrappedSource("") }) as Record<string, unknown> | undefined;
  const currency = useWatch({ name: "currency" }) as Currency | undefined;
  if (!currency) return null;
  return (
    <Typography
      variant="body2"
      noWrap
      sx={{ textAlign: "right", pt: 2.5, fontVariantNumeric: "tabular-nums" }}
    >
      {formatMoney(computeLine(asAmounts(line)).net, currency)}
    </Typography>
  );
};
