import { currencyDigits } from "@gatehouse/shared/currencies";
import { computeTotals } from "@gatehouse/shared/invoice-totals";
import type { Invoice, InvoiceLine, InvoiceStatus } from "@gatehouse/shared/invoices";
import type { DemoCustomer } from "./demo-customers.ts";
import type { DemoRegion } from "./demo-regions.ts";
import { RandomSource } from "./random-source.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const spanDays = 730;
const paymentTerms = [14, 30, 30, 45, 60];

/** Who does what in the demo data. */
export interface DemoStaff {
  readonly clerk: string;
  readonly admin: string;
  readonly approver: string;
}

export interface DemoInvoiceOptions {
  readonly customers: readonly DemoCustomer[];
  readonly staff: DemoStaff;
  readonly count: number;
  readonly now: number;
  readonly seed: number;
}

/** An invoice but for its number, which is given in the order of submission. */
export type DemoInvoice = Omit<Invoice, "number">;

/** `count` invoices of the last two years, oldest first, the same for the same options. */
export function* makeDemoInvoices({ customers, staff, count, now, seed }: DemoInvoiceOptions) {
  const random = new RandomSource(seed);
  const start = now - spanDays * dayMs;
  for (let index = 0; index < count; index += 1) {
    const instant = Math.floor(start + ((now - start - hourMs) * (index + random.next())) / count);
    yield makeInvoice(random, random.pick(customers), { staff, now, instant });
  }
}

interface Circumstances {
  staff: DemoStaff;
  now: number;
  instant: number;
}

function makeInvoice(random: RandomSource, customer: DemoCustomer, about: Circumstances): DemoInvoice {
  const { now, instant, staff } = about;
  const status = statusAt(random, (now - instant) / dayMs);
  const lines = makeLines(random, customer.region);
  const createdBy = random.chance(0.85) ? staff.clerk : staff.admin;
  const issueDate = dayOf(instant);
  const dueDate = dayOf(Date.parse(issueDate) + random.pick(paymentTerms) * dayMs);
  const progress = progressOf(random, status, { ...about, createdBy, dueDate });
  return {
    id: random.id(instant),
    version: versionsOf[status],
    createdAt: toIso(instant),
    updatedAt: progress.paidAt ?? progress.decidedAt ?? progress.submittedAt ?? toIso(instant),
    reference: random.chance(0.7) ? `PO-${random.digits(6)}` : null,
    customerId: customer.id,
    status,
    currency: customer.currency,
    issueDate,
    dueDate,
    lines,
    ...computeTotals(lines),
    notes: random.chance(0.1) ? "As agreed by telephone." : null,
    createdBy,
    ...progress,
  };
}

/** How often an invoice of each state has been written. */
const versionsOf: Record<InvoiceStatus, number> = {
  draft: 1,
  submitted: 2,
  approved: 3,
  rejected: 3,
  paid: 4,
  void: 4,
};

/** The older an invoice, the likelier it is settled; a few lie about for ever. */
function statusAt(random: RandomSource, ageDays: number): InvoiceStatus {
  if (ageDays < 10) return random.weighted({ draft: 35, submitted: 35, approved: 15, rejected: 10, paid: 5 });
  if (ageDays < 45) {
    return random.weighted({ draft: 8, submitted: 15, approved: 35, rejected: 5, paid: 35, void: 2 });
  }
  return random.weighted({ draft: 1, submitted: 1, approved: 5, rejected: 2, paid: 87, void: 4 });
}

function makeLines(random: RandomSource, region: DemoRegion): InvoiceLine[] {
  const scale = (region.rate * 10 ** currencyDigits[region.currency]) / 100;
  const length = Number(random.weighted({ "1": 30, "2": 30, "3": 20, "5": 15, "12": 5 }));
  return Array.from({ length }, () => ({
    description: random.pick(region.services),
    quantity: random.chance(0.3) ? random.between(1, 80) / 4 : random.between(1, 12),
    unitPrice: Math.max(1, Math.round(random.between(1500, 180_000) * scale)),
    taxRate: region.taxRate,
  }));
}

type Progress = Pick<
  Invoice,
  "submittedBy" | "submittedAt" | "decidedBy" | "decidedAt" | "paidAt" | "rejectionReason"
>;

const reasons = [
  "The order number is missing.",
  "The hours do not match the time sheets.",
  "Wrong tax rate.",
];

function progressOf(
  random: RandomSource,
  status: InvoiceStatus,
  { staff, now, instant, createdBy, dueDate }: Circumstances & { createdBy: string; dueDate: string },
): Progress {
  const submitted = Math.min(now, instant + random.between(1, 48) * hourMs);
  const decided = Math.min(now, submitted + random.between(1, 72) * hourMs);
  const paid = Math.min(now, Math.max(decided, Date.parse(dueDate) + random.between(-20, 15) * dayMs));
  const isSubmitted = status !== "draft";
  const isDecided = isSubmitted && status !== "submitted";
  return {
    submittedBy: isSubmitted ? createdBy : null,
    submittedAt: isSubmitted ? toIso(submitted) : null,
    decidedBy: isDecided ? staff.approver : null,
    decidedAt: isDecided ? toIso(decided) : null,
    paidAt: status === "paid" ? toIso(paid) : null,
    rejectionReason: status === "rejected" || status === "void" ? random.pick(reasons) : null,
  };
}

const toIso = (instant: number) => new Date(instant).toISOString();
const dayOf = (instant: number) => toIso(instant).slice(0, 10);
