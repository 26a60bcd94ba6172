import type { InvoiceStatus } from "@gatehouse/shared/invoices";
import { Chip, type ChipProps } from "@mui/material";

/** The states in the words people read. */
export const statusLabels: Record<InvoiceStatus, string> = {
  draft: "Draft",
  submitted: "Submitted",
  approved: "Approved",
  rejected: "Rejected",
  paid: "Paid",
  void: "Void",
};

const colors: Record<InvoiceStatus, ChipProps["color"]> = {
  draft: "default",
  submitted: "info",
  approved: "primary",
  rejected: "error",
  paid: "success",
  void: "default",
};

export const InvoiceStatusChip = ({ status }: { status: InvoiceStatus }) => (
  <Chip
    label={statusLabels[status]}
    color={colors[status]}
    variant={status === "void" || status === "draft" ? "outlined" : "filled"}
    size="small"
    sx={{ fontWeight: 600 }}
  />
);
