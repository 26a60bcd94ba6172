import type { Invoice } from "@gatehouse/shared/invoices";
import { Stack } from "@mui/material";
import { DateField, useRecordContext } from "react-admin";
import { SoftChip } from "../layout/SoftChip.tsx";
import { isOverdue } from "./invoice-state.ts";

/** The day it is due, marked once that day has passed unpaid. */
export const DueDate = () => {
  const invoice = useRecordContext<Invoice>();
  if (!invoice) return null;
  return (
    <Stack
      component="span"
      direction="row"

      spacing={1}
      sx={{ alignItems: "center", whiteSpace: "nowrap" }}
    >
      <DateField source="dueDate" />
      {isOverdue(invoice) && <SoftChip label="Overdue" tone="error" />}
    </Stack>
  );
};
