import type { InvoiceLine, InvoiceStatus } from "@gatehouse/shared/invoices";
import { ReferencedRecord } from "../fields/ReferencedRecord.tsx";
import type { KnownRecord, ShownField } from "../fields/shown-field.ts";
import { formatNumber } from "../money/format-number.ts";
import { showAmount } from "../money/show-amount.ts";
import { statusLabels } from "./status-labels.ts";

const person = (id: unknown) => <ReferencedRecord reference="users" id={id} />;

const showLines = (lines: unknown, invoice: KnownRecord) =>
  (lines as InvoiceLine[]).map(({ quantity, description, unitPrice, taxRate }, index) => (
    <div key={index}>
      {formatNumber(quantity)} × <bdi>{description}</bdi>, {showAmount(unitPrice ?? 0, invoice)},{" "}
      {formatNumber(taxRate)} % tax
    </div>
  ));

/** What a person edits on an invoice. */
export const editedInvoiceFields: readonly ShownField[] = [
  {
    source: "customerId",
    label: "Customer",
    show: (id) => <ReferencedRecord reference="customers" id={id} />,
  },
  { source: "reference", label: "Customer's reference" },
  { source: "issueDate", label: "Issued" },
  { source: "dueDate", label: "Due" },
  { source: "currency", label: "Currency" },
  { source: "lines", label: "Lines", show: showLines },
  { source: "notes", label: "Notes" },
];

/** Everything that an invoice's history tells of. */
export const invoiceFields: readonly ShownField[] = [
  ...editedInvoiceFields,
  { source: "number", label: "Number" },
  { source: "status", label: "Status", show: (status) => statusLabels[status as InvoiceStatus] },
  { source: "subtotal", label: "Subtotal", show: showAmount },
  { source: "tax", label: "Tax", show: showAmount },
  { source: "total", label: "Total", show: showAmount },
  { source: "rejectionReason", label: "Reason" },
  { source: "createdBy", label: "Written by", show: person },
  { source: "submittedBy", label: "Submitted by", show: person },
  { source: "submittedAt", label: "Submitted" },
  { source: "decidedBy", label: "Decided by", show: person },
  { source: "decidedAt", label: "Decided" },
  { source: "paidAt", label: "Paid" },
];
