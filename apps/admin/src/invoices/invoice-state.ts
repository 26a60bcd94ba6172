import {
  type Invoice,
  type InvoiceStatus,
  type InvoiceTransition,
  invoiceTransitions,
} from "@gatehouse/shared/invoices";

/** Money is still to come: these count as overdue once their due date has passed. */
export const outstandingStatuses: readonly InvoiceStatus[] = ["submitted", "approved"];

/** The calendar day in UTC, as the server counts it, that many days from today. */
export function dayFromToday(days: number): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

export const today = () => dayFromToday(0);

/** What was due up to this day is overdue. */
export const yesterday = () => dayFromToday(-1);

export const isOverdue = ({ status, dueDate }: Pick<Invoice, "status" | "dueDate">) =>
  outstandingStatuses.includes(status) && dueDate < today();

/** Whether the state machine lets the transition start from here. */
export const isPossible = (transition: InvoiceTransition, status: InvoiceStatus) =>
  (invoiceTransitions[transition].from as readonly InvoiceStatus[]).includes(status);
