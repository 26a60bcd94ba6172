import {
  type Invoice,
  invoiceTransitions,
  type InvoiceTransition,
  isOwnDecision,
} from "@gatehouse/shared/invoices";
import { isAllowed } from "@gatehouse/shared/permissions";
import { AppError } from "../../errors.ts";
import type { Caller, ChangeContext } from "../../resources/resource.ts";
import { takeNumber } from "./invoice-number.ts";
import { requireLines } from "./invoice-rules.ts";

/** How the audit log calls each transition. */
export const transitionEvents: Record<InvoiceTransition, string> = {
  submit: "submitted",
  approve: "approved",
  reject: "rejected",
  reopen: "reopened",
  pay: "paid",
  void: "voided",
};

/** Refuses a transition by right (403), by state (409 `invalid_transition`) or because the invoice is one's own (403). */
export function requireTransition(transition: InvoiceTransition, invoice: Invoice, caller: Caller): void {
  const { role, userId } = caller;
  if (!isAllowed({ role, userId, resource: "invoices", action: transition, record: invoice })) {
    throw new AppError("insufficient_scope");
  }
  const from: readonly string[] = invoiceTransitions[transition].from;
  if (!from.includes(invoice.status)) {
    const message = `An invoice that is ${invoice.status} can't be ${transitionEvents[transition]}.`;
    throw new AppError("invalid_transition", { message });
  }
  if (isOwnDecision(transition, invoice, caller)) throw new AppError("own_invoice");
}

/** The fields that a transition sets. */
export async function fieldsAfter(
  transition: InvoiceTransition,
  invoice: Invoice,
  reason: string | undefined,
  { writer, now, caller }: ChangeContext,
): Promise<Partial<Invoice>> {
  const instant = new Date(now).toISOString();
  const decision = { decidedBy: caller.userId, decidedAt: instant };
  const fields: Record<InvoiceTransition, () => Promise<Partial<Invoice>> | Partial<Invoice>> = {
    submit: () => submittedFields(invoice, { writer, caller, instant }),
    approve: () => decision,
    reject: () => ({ ...decision, rejectionReason: reason ?? null }),
    reopen: () => ({}),
    pay: () => ({ paidAt: instant }),
    void: () => ({ rejectionReason: reason ?? null }),
  };
  return { status: invoiceTransitions[transition].to, ...(await fields[transition]()) };
}

async function submittedFields(
  invoice: Invoice,
  { writer, caller, instant }: Pick<ChangeContext, "writer" | "caller"> & { instant: string },
): Promise<Partial<Invoice>> {
  requireLines(invoice);
  const undecided = { decidedBy: null, decidedAt: null, rejectionReason: null };
  const number = invoice.number ?? (await takeNumber(writer));
  return { number, submittedBy: caller.userId, submittedAt: instant, ...undecided };
}
