import { computeTotals, type InvoiceTotals } from "@gatehouse/shared/invoice-totals";
import type { Invoice, InvoiceLine } from "@gatehouse/shared/invoices";
import type { FieldErrors } from "@gatehouse/shared/problem";
import { AppError } from "../../errors.ts";

type Lines = readonly InvoiceLine[];

const dayMs = 24 * 60 * 60 * 1000;

/** Days a customer has to pay where nothing else was agreed. */
const paymentTermDays = 30;

export const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** The due date of an invoice for which none was given. */
export const defaultDueDate = (issueDate: string) => dayOf(Date.parse(issueDate) + paymentTermDays * dayMs);

/** Totals of lines that are fit to be added up; throws a 400 that names the line otherwise. */
export function totalsOf(lines: Lines): InvoiceTotals {
  const errors: FieldErrors = {};
  for (const [index, line] of lines.entries()) {
    const found = checkLine(line);
    if (found) errors[index] = found;
  }
  if (Object.keys(errors).length > 0) throw new AppError("validation_failed", { errors: { lines: errors } });
  const totals = computeTotals(lines);
  if (!Object.values(totals).every(Number.isSafeInteger)) {
    throw new AppError("validation_failed", {
      errors: { lines: "The total is too large to be computed exactly." },
    });
  }
  return totals;
}

function checkLine({ quantity, taxRate }: InvoiceLine): FieldErrors | undefined {
  const errors: FieldErrors = {};
  if (!hasThreeDecimals(quantity)) errors["quantity"] = "A quantity has at most three decimals.";
  if (!hasThreeDecimals(taxRate)) errors["taxRate"] = "A tax rate has at most three decimals.";
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** As written: binary fractions are never exact, their shortest decimal form is. */
const hasThreeDecimals = (value: number) => Number(value.toFixed(3)) === value;

/** 400 where an invoice would be due before it was issued. */
export function requireDatesInOrder({ issueDate, dueDate }: Pick<Invoice, "issueDate" | "dueDate">): void {
  if (dueDate >= issueDate) return;
  throw new AppError("validation_failed", { errors: { dueDate: "The due date is before the issue date." } });
}

/** 400 where there is nothing to be paid for. */
export function requireLines({ lines }: Pick<Invoice, "lines">): void {
  if (lines.length > 0) return;
  throw new AppError("validation_failed", {
    errors: { lines: "An invoice without lines can't be submitted." },
  });
}
