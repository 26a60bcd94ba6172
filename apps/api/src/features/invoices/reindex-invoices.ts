import type { Customer } from "@gatehouse/shared/customers";
import { indexRecords } from "../../resources/index-records.ts";
import type { ChangeContext } from "../../resources/resource.ts";
import { noteChange } from "../../resources/resource-state.ts";
import { toRecord, type Row } from "../../resources/stored-record.ts";
import { tablesOf } from "../../resources/tables-of.ts";
import { invoices } from "./invoices.ts";

const batchSize = 500;

/** Invoices are found by their customer's name too: when it changes, their search documents follow. */
export async function reindexInvoicesOf(
  { id }: Customer,
  change: Pick<ChangeContext, "writer" | "engine">,
): Promise<void> {
  let batch: Row[];
  let last = "";
  do {
    const some = tablesOf(change.writer)
      .selectFrom("invoices")
      .selectAll()
      .where("customer_id", "=", id)
      .where("id", ">", last)
      .orderBy("id")
      .limit(batchSize);
    // Held, as whoever changes an invoice holds it first: none goes on with the old name, and none of its changes is lost.
    batch = await (change.engine === "postgres" ? some.forUpdate() : some).execute();
    await indexRecords(
      change,
      invoices,
      batch.map((row) => toRecord(invoices, row)),
    );
    last = String(batch.at(-1)?.["id"] ?? "");
  } while (batch.length === batchSize);
  // Searches find other invoices now, though none of them has changed.
  await noteChange(change.writer, invoices, 0);
}
