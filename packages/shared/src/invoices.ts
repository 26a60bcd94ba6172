import { Type, type Static } from "typebox";
import { Currency } from "./currencies.ts";
import {
  exampleRecord,
  CalendarDate,
  Id,
  Nullable,
  recordFields,
  Strict,
  Text,
  Timestamp,
} from "./fields.ts";
import type { RecordCondition, ResourceAccess } from "./permissions.ts";
import type { Role } from "./roles.ts";

export const invoiceStatuses = ["draft", "submitted", "approved", "rejected", "paid", "void"] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** From which states a transition starts and where it leads. Anything else is `invalid_transition`. */
export const invoiceTransitions = {
  submit: { from: ["draft"], to: "submitted" },
  approve: { from: ["submitted"], to: "approved" },
  reject: { from: ["submitted"], to: "rejected" },
  reopen: { from: ["rejected"], to: "draft" },
  pay: { from: ["approved"], to: "paid" },
  void: { from: ["approved", "rejected"], to: "void" },
} as const satisfies Record<string, { from: readonly InvoiceStatus[]; to: InvoiceStatus }>;

export type InvoiceTransition = keyof typeof invoiceTransitions;

export const InvoiceLine = Strict({
  description: Text(500, 1),
  quantity: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000, description: "At most three decimals." }),
  unitPrice: Type.Integer({
    minimum: -1_000_000_000_000,
    maximum: 1_000_000_000_000,
    description: "Minor units of the invoice's currency, before tax.",
  }),
  taxRate: Type.Number({ minimum: 0, maximum: 100, description: "Per cent, at most three decimals." }),
});
export type InvoiceLine = Static<typeof InvoiceLine>;

const exampleDraft = {
  reference: "PO-4711",
  customerId: "0199b1a4-7c00-7000-8000-000000000002",
  currency: "EUR",
  issueDate: "2026-01-31",
  dueDate: "2026-03-02",
  lines: [{ description: "Consulting", quantity: 1, unitPrice: 10_000, taxRate: 20 }],
  notes: null,
};

const Amount = Type.Integer({ description: "Minor units of the invoice's currency." });
const Lines = Type.Array(InvoiceLine, { maxItems: 200 });

export const Invoice = Strict(
  {
    ...recordFields,
    number: Nullable(Type.String({ description: "Given, without gaps, when the invoice is submitted." })),
    reference: Nullable(Text(100)),
    customerId: Id,
    status: Type.Enum([...invoiceStatuses]),
    currency: Currency,
    issueDate: CalendarDate,
    dueDate: CalendarDate,
    lines: Lines,
    subtotal: Amount,
    tax: Amount,
    total: Amount,
    notes: Nullable(Text(5000)),
    rejectionReason: Nullable(Text(1000)),
    createdBy: Id,
    submittedBy: Nullable(Id),
    decidedBy: Nullable(Id),
    submittedAt: Nullable(Timestamp),
    decidedAt: Nullable(Timestamp),
    paidAt: Nullable(Timestamp),
  },
  {
    $id: "Invoice",
    examples: [
      {
        ...exampleRecord,
        ...exampleDraft,
        number: null,
        status: "draft",
        subtotal: 10_000,
        tax: 2000,
        total: 12_000,
        rejectionReason: null,
        createdBy: "0199b1a4-7c00-7000-8000-000000000003",
        submittedBy: null,
        decidedBy: null,
        submittedAt: null,
        decidedAt: null,
        paidAt: null,
      },
    ],
  },
);
export type Invoice = Static<typeof Invoice>;

export const InvoiceCreate = Strict(
  {
    reference: Type.Optional(Nullable(Text(100))),
    customerId: Id,
    currency: Type.Optional(Currency),
    issueDate: Type.Optional(CalendarDate),
    dueDate: Type.Optional(CalendarDate),
    lines: Type.Optional(Lines),
    notes: Type.Optional(Nullable(Text(5000))),
  },
  { $id: "InvoiceCreate", examples: [exampleDraft] },
);
export type InvoiceCreate = Static<typeof InvoiceCreate>;

/** Body of `reject` and `void`. */
export const TransitionReason = Strict(
  { reason: Text(1000, 1) },
  { $id: "TransitionReason", examples: [{ reason: "The amount is not the one of the order." }] },
);

const isOwn: RecordCondition = (invoice, userId) => invoice["createdBy"] === userId;
const isOwnDraft: RecordCondition = (invoice, userId) => isOwn(invoice, userId) && isDraft(invoice, userId);
const isDraft: RecordCondition = (invoice) => invoice["status"] === "draft";

/** A reopened draft keeps its number: deleting it would leave a gap. */
const isUnnumberedDraft: RecordCondition = (invoice, userId) =>
  isDraft(invoice, userId) && (invoice["number"] ?? null) === null;
const isOwnUnnumberedDraft: RecordCondition = (invoice, userId) =>
  isOwn(invoice, userId) && isUnnumberedDraft(invoice, userId);

const read = { list: true, show: true, export: true } as const;

export const invoicesAccess: ResourceAccess = {
  admin: {
    ...read,
    create: true,
    edit: isDraft,
    delete: isUnnumberedDraft,
    submit: true,
    approve: true,
    reject: true,
    reopen: true,
    pay: true,
    void: true,
  },
  approver: { ...read, approve: true, reject: true, pay: true, void: true },
  clerk: {
    ...read,
    create: true,
    edit: isOwnDraft,
    delete: isOwnUnnumberedDraft,
    submit: isOwn,
    reopen: isOwn,
  },
  viewer: read,
};

/** Nobody approves what he created or submitted, and only an administrator rejects it: else 403 `own_invoice`. */
export function isOwnDecision(
  transition: InvoiceTransition,
  invoice: Pick<Invoice, "createdBy" | "submittedBy">,
  { role, userId }: { role: Role; userId: string },
): boolean {
  const isDecision = transition === "approve" || (transition === "reject" && role !== "admin");
  return isDecision && (invoice.createdBy === userId || invoice.submittedBy === userId);
}
