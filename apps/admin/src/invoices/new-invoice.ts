import { today } from "./invoice-state.ts";

const daysToPay = 30;

const daysAfter = (date: string, days: number) => {
  const result = new Date(`${date}T00:00:00Z`);
  result.setUTCDate(result.getUTCDate() + days);
  return result.toISOString().slice(0, 10);
};

/** What the form of a new invoice starts with: issued today, due in thirty days, one empty line. */
export const newInvoice = () => ({
  issueDate: today(),
  dueDate: daysAfter(today(), daysToPay),
  currency: "EUR",
  lines: [{ description: "", quantity: 1, unitPrice: null, taxRate: null }],
});
