import type { Invoice } from "@gatehouse/shared/invoices";
import { Stack } from "@mui/material";
import { useRecordContext } from "react-admin";
import { DayField } from "../dates/DayField.tsx";
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
      sx={{ alignItems: "center", flexWrap: { xs: "wrap", md: "nowrap" }, columnGap: 1, rowGap: 0.5 }}
    >
      <DayField source="dueDate" />
      {isOverdue(invoice) && <SoftChip label="Overdue" tone="error" />}
    </Stack>
  );
};
