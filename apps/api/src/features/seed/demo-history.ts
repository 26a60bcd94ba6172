import { appendAuditEvent, operatorContext } from "../../audit/audit-log.ts";
import type { Database } from "../../database/database.ts";
import type { DemoInvoice } from "./demo-invoices.ts";

interface PastEvent {
  readonly at: number;
  readonly actorId: string | null;
  readonly type: string;
  readonly recordId: string;
  readonly before: string | null;
  readonly after: string;
}

const batchSize = 1000;

/** Writes what happened to demo invoices into the audit log, in the order in which it happened. */
export async function writeDemoHistory(database: Database, invoices: readonly DemoInvoice[]): Promise<void> {
  const events = invoices.flatMap(historyOf).toSorted((a, b) => a.at - b.at);
  for (let start = 0; start < events.length; start += batchSize) {
    await database.write(async (writer) => {
      for (const { at, actorId, type, recordId, before, after } of events.slice(start, start + batchSize)) {
        const changes = [{ field: "status", before, after }];
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

interface PastStep {
  readonly at: string | null;
  readonly by: string | null;
  readonly name: string;
  readonly status: string;
}

/** What led to each state, after the submission. */
const decisions: Readonly<Record<string, readonly string[]>> = {
  approved: ["approved"],
  paid: ["approved"],
  void: ["approved", "voided"],
  rejected: ["rejected"],
};

function historyOf(invoice: DemoInvoice): PastEvent[] {
  const { decidedAt, decidedBy } = invoice;
  const steps: PastStep[] = [
    { at: invoice.createdAt, by: invoice.createdBy, name: "created", status: "draft" },
    { at: invoice.submittedAt, by: invoice.submittedBy, name: "submitted", status: "submitted" },
    ...(decisions[invoice.status] ?? []).map((name) => {
      const status = name === "voided" ? "void" : name;
      return { at: decidedAt, by: decidedBy, name, status };
    }),
    { at: invoice.paidAt, by: decidedBy, name: "paid", status: "paid" },
  ];
  return steps
    .filter((step): step is PastStep & { at: string } => step.at !== null)
    .map(({ at, by, name, status }, index, taken) => ({
      at: Date.parse(at),
      actorId: by,
      type: `invoice.${name}`,
      recordId: invoice.id,
      before: taken[index - 1]?.status ?? null,
      after: status,
    }));
}
