import type { InvoiceStatus } from "@gatehouse/shared/invoices";
import { SoftChip, type Tone } from "../layout/SoftChip.tsx";

/** The states in the words people read. */
export const statusLabels: Record<InvoiceStatus, string> = {
  draft: "Draft",
  submitted: "Submitted",
  approved: "Approved",
  rejected: "Rejected",
  paid: "Paid",
  void: "Void",
};

const tones: Record<InvoiceStatus, Tone> = {
  draft: "neutral",
  submitted: "info",
  approved: "primary",
  rejected: "error",
  paid: "success",
  void: "neutral",
};

export const InvoiceStatusChip = ({ status }: { status: InvoiceStatus }) => (
  <SoftChip label={statusLabels[status]} tone={tones[status]} />
);
