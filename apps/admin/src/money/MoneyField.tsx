import type { Currency } from "@gatehouse/shared/currencies";
import { Typography } from "@mui/material";
import { type FieldProps, useFieldValue, useRecordContext } from "react-admin";
import { formatMoney } from "./money.ts";

/** An amount of the record, in the record's own `currency`. */
export const MoneyField = (props: FieldProps) => {
  const amount: unknown = useFieldValue(props);
  const currency = useRecordContext(props)?.["currency"] as Currency | undefined;
  if (typeof amount !== "number" || !currency) return null;
  return (
    <Typography
      component="span"
      variant="body2"
      noWrap
      sx={{ flexShrink: 0, fontVariantNumeric: "tabular-nums" }}
    >
      {formatMoney(amount, currency)}
    </Typography>
  );
};
