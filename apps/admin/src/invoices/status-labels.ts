import type { InvoiceStatus } from "@gatehouse/shared/invoices";

/** The states in the words people read. */
export const statusLabels: Record<InvoiceStatus, string> = {
  draft: "Draft",
  submitted: "Submitted",
  approved: "Approved",
  rejected: "Rejected",
  paid: "Paid",
  void: "Void",
};
