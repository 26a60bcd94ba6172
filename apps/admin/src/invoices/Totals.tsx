import type { Currency } from "@gatehouse/shared/currencies";
import type { InvoiceTotals } from "@gatehouse/shared/invoice-totals";
import { Box, Typography } from "@mui/material";
import { formatMoney } from "../money/money.ts";

/** Subtotal, tax and total, aligned as on paper. */
export const Totals = ({ currency, subtotal, tax, total }: InvoiceTotals & { currency: Currency }) => (
  <Box
    component="dl"
    aria-live="polite"
    aria-label="Totals"
    sx={{
      display: "grid",
      gridTemplateColumns: "auto auto",
      columnGap: 4,
      rowGap: 0.5,
      m: 0,
      my: 1,
      ml: "auto",
      width: "fit-content",
      "& dd": { m: 0, textAlign: "right", fontVariantNumeric: "tabular-nums" },
    }}
  >
    <Typography component="dt" color="textSecondary">
      Subtotal
    </Typography>
    <Typography component="dd">{formatMoney(subtotal, currency)}</Typography>
    <Typography component="dt" color="textSecondary">
      Tax
    </Typography>
    <Typography component="dd">{formatMoney(tax, currency)}</Typography>
    <Typography component="dt" sx={{ fontWeight: 700 }}>
      Total
    </Typography>
    <Typography component="dd" sx={{ fontWeight: 700 }}>
      {formatMoney(total, currency)}
    </Typography>
  </Box>
);
