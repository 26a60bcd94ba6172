import { Invoice, InvoiceCreate } from "@gatehouse/shared/invoices";
import { isAllowed } from "@gatehouse/shared/permissions";
import { AppError } from "../../errors.ts";
import { defineResource, type Caller } from "../../resources/resource.ts";
import { requireCustomer, warnOfDuplicate } from "./invoice-customer.ts";
import { dayOf, defaultDueDate, requireDatesInOrder, totalsOf } from "./invoice-rules.ts";

const listed = [
  "number",
  "reference",
  "customerId",
  "status",
  "currency",
  "issueDate",
  "dueDate",
  "total",
  "createdBy",
  "submittedBy",
  "decidedBy",
  "createdAt",
  "updatedAt",
  "submittedAt",
  "decidedAt",
  "paidAt",
] as const;

/** Invoices as records; what moves them from state to state is in transitions.ts. */
export const invoices = defineResource({
  name: "invoices",
  noun: "invoice",
  table: "invoices",
  schema: Invoice,
  create: InvoiceCreate,
  writable: ["reference", "customerId", "currency", "issueDate", "dueDate", "lines", "notes"],
  isDeletable: true,
  sortable: listed,
  filterable: listed,
  jointIndexes: {
    status: ["issueDate", "dueDate", "total", "createdAt"],
    customerId: ["issueDate", "dueDate"],
  },
  search: {
    async text({ number, reference, notes, lines, customerId }, reader) {
      const { name } = await requireCustomer(reader, customerId);
      return [number, reference, name, notes, ...lines.map(({ description }) => description)];
    },
  },
  hooks: {
    async create(body, { writer, now, caller }) {
      const customer = await requireCustomer(writer, body.customerId);
      const issueDate = body.issueDate ?? dayOf(now);
      const dueDate = body.dueDate ?? defaultDueDate(issueDate);
      const lines = body.lines ?? [];
      requireDatesInOrder({ issueDate, dueDate });
      const own = { status: "draft", createdBy: caller.userId, ...totalsOf(lines) } as const;
      return { currency: customer.currency, ...body, issueDate, dueDate, lines, ...own };
    },
    async update(before, changes, { writer }) {
      const after = { ...before, ...changes };
      if (changes.customerId !== undefined) await requireCustomer(writer, changes.customerId);
      requireDatesInOrder(after);
      return changes.lines ? { ...changes, ...totalsOf(changes.lines) } : changes;
    },
    refuse: refuseByState,
    warn: (invoice, reader) => warnOfDuplicate(reader, invoice),
  },
});

/** Where the caller could edit or delete the invoice if only it were still a draft, its state is what forbids it. */
function refuseByState(action: string, invoice: Invoice, { role, userId }: Caller): AppError | undefined {
  if (action !== "edit" && action !== "delete") return undefined;
  const ask = (record: object) =>
    isAllowed({ role, userId, resource: "invoices", action, record: record as Record<string, unknown> });
  if (ask(invoice) || !ask({ ...invoice, status: "draft", number: null })) return undefined;
  const message =
    action === "edit"
      ? "Only a draft can be changed."
      : "Only a draft that was never submitted can be deleted.";
  return new AppError("invalid_transition", { message });
}
