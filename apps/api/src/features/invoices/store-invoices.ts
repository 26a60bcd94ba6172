import type { Invoice } from "@gatehouse/shared/invoices";
import type { ChangeContext } from "../../resources/resource.ts";
import { storeRecords } from "../../resources/store-records.ts";
import { takeNumbers } from "./invoice-number.ts";
import { invoices } from "./invoices.ts";

/** Stores invoices that exist elsewhere already, each but a draft under the next number. */
export async function storeInvoices(
  context: Pick<ChangeContext, "writer" | "engine">,
  unnumbered: readonly Omit<Invoice, "number">[],
): Promise<void> {
  const submitted = unnumbered.filter(({ status }) => status !== "draft");
  const numbers = (await takeNumbers(context.writer, submitted.length)).values();
  const numbered = unnumbered.map((invoice) => ({
    ...invoice,
    number: invoice.status === "draft" ? null : (numbers.next().value ?? null),
  }));
  await storeRecords(context, invoices, numbered);
}
