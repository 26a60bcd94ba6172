import {
  type Invoice,
  type InvoiceStatus,
  type InvoiceTransition,
  invoiceTransitions,
} from "@gatehouse/shared/invoices";

/** Money is still to come: these count as overdue once their due date has passed. */
export const outstandingStatuses: readonly InvoiceStatus[] = ["submitted", "approved"];

/** The calendar day in UTC, as the server counts it. */
export const today = () => new Date().toISOString().slice(0, 10);

export const isOverdue = ({ status, dueDate }: Pick<Invoice, "status" | "dueDate">) =>
  outstandingStatuses.includes(status) && dueDate < today();

/** Whether the state machine lets the transition start from here. */
export const isPossible = (transition: InvoiceTransition, status: InvoiceStatus) =>
  (invoiceTransitions[transition].from as readonly InvoiceStatus[]).includes(status);

/** Nobody decides an invoice that he created or submitted; the API answers 403 `own_invoice`. */
export const isOwnDecision = (
  transition: InvoiceTransition,
  invoice: Pick<Invoice, "createdBy" | "submittedBy">,
  userId: unknown,
) =>
  (transition === "approve" || transition === "reject") &&
  (invoice.createdBy === userId || invoice.submittedBy === userId);
