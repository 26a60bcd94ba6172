import { dayFromToday, today } from "./invoice-state.ts";

const daysToPay = 30;

/** What the form of a new invoice starts with: issued today, due in thirty days, one empty line. */
export const newInvoice = () => ({
  issueDate: today(),
  dueDate: dayFromToday(daysToPay),
  currency: "EUR",
  lines: [{ description: "", quantity: 1, unitPrice: null, taxRate: null }],
});
