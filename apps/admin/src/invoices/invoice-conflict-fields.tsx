import type { Invoice } from "@gatehouse/shared/invoices";
import { FunctionField } from "react-admin";
import type { ConflictField } from "../conflicts/conflict-field.ts";
import { CustomerName } from "../customers/CustomerName.tsx";
import { formatMoney } from "../money/money.ts";

const Lines = () => (
  <FunctionField<Invoice>
    render={({ lines, currency }) =>
      lines.map((line, index) => (
        <div key={index}>
          {line.quantity} × <bdi>{line.description}</bdi>, {formatMoney(line.unitPrice ?? 0, currency)}
        </div>
      ))
    }
  />
);

/** What a person edits on an invoice, as a conflict shows it. */
export const invoiceConflictFields: readonly ConflictField[] = [
  { source: "customerId", label: "Customer", show: <CustomerName /> },
  { source: "reference", label: "Customer's reference" },
  { source: "issueDate", label: "Issued" },
  { source: "dueDate", label: "Due" },
  { source: "currency", label: "Currency" },
  { source: "lines", label: "Lines", show: <Lines /> },
  { source: "notes", label: "Notes" },
];
