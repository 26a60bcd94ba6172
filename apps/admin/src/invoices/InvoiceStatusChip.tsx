import type { InvoiceStatus } from "@gatehouse/shared/invoices";
import { SoftChip, type Tone } from "../layout/SoftChip.tsx";
import { statusLabels } from "./status-labels.ts";

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
