import { appendAuditEvent, operatorContext } from "../../audit/audit-log.ts";
import type { Database } from "../../database/database.ts";
import type { DemoInvoice } from "./demo-invoices.ts";

interface PastEvent {
  readonly at: number;
  readonly actorId: string | null;
  readonly type: string;
  readonly recordId: string;
  readonly status: string;
}

const batchSize = 1000;

/** Writes what happened to demo invoices into the audit log, in the order in which it happened. */
export async function writeDemoHistory(database: Database, invoices: readonly DemoInvoice[]): Promise<void> {
  const events = invoices.flatMap(historyOf).toSorted((a, b) => a.at - b.at);
  for (let start = 0; start < events.length; start += batchSize) {
    await database.write(async (writer) => {
      for (const { at, actorId, type, recordId, status } of events.slice(start, start + batchSize)) {
        const changes = [{ field: "status", before: null, after: status }];
        await appendAuditEvent(
          writer,
          { ...operatorContext, actorId },
          { type, resource: "invoices", recordId, changes },
          at,
        );
      }
    });
  }
}

/** How the audit log calls the decision of which each state is the outcome. */
const decisions: Readonly<Record<string, string>> = {
  approved: "approved",
  paid: "approved",
  void: "approved",
  rejected: "rejected",
};

function historyOf(invoice: DemoInvoice): PastEvent[] {
  const {
    id: recordId,
    createdAt,
    createdBy,
    submittedAt,
    submittedBy,
    decidedAt,
    decidedBy,
    paidAt,
  } = invoice;
  const event = (at: string | null, actorId: string | null, name: string, status = name): PastEvent[] =>
    at === null ? [] : [{ at: Date.parse(at), actorId, type: `invoice.${name}`, recordId, status }];
  const decision = decisions[invoice.status] ?? "approved";
  return [
    ...event(createdAt, createdBy, "created", "draft"),
    ...event(submittedAt, submittedBy, "submitted"),
    ...event(decidedAt, decidedBy, decision),
    ...event(paidAt, decidedBy, "paid"),
  ];
}
