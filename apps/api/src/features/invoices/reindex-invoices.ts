import type { Customer } from "@gatehouse/shared/customers";
import { indexRecord } from "../../resources/record-writer.ts";
import type { ChangeContext } from "../../resources/resource.ts";
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
    batch = await tablesOf(change.writer)
      .selectFrom("invoices")
      .selectAll()
      .where("customer_id", "=", id)
      .where("id", ">", last)
      .orderBy("id")
      .limit(batchSize)
      .execute();
    for (const row of batch) await indexRecord(change, invoices, toRecord(invoices, row));
    last = String(batch.at(-1)?.["id"] ?? "");
  } while (batch.length === batchSize);
}
