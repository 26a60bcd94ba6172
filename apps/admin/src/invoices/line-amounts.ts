import type { InvoiceLine } from "@gatehouse/shared/invoices";

export type Amounts = Pick<InvoiceLine, "quantity" | "unitPrice" | "taxRate">;

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** A line that is being typed, as far as it can be computed; what is missing counts as nothing. */
export const asAmounts = (line: Partial<Record<keyof Amounts, unknown>> | undefined): Amounts => ({
  quantity: isNumber(line?.quantity) ? line.quantity : 0,
  unitPrice: isNumber(line?.unitPrice) ? Math.round(line.unitPrice) : 0,
  taxRate: isNumber(line?.taxRate) ? line.taxRate : 0,
});
