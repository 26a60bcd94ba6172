import type { Reader } from "../../database/database.ts";
import { AppError } from "../../errors.ts";

/** What an invoice takes from its customer; 400 where there is no such customer. */
export async function requireCustomer(reader: Reader, customerId: string) {
  const customer = await reader
    .selectFrom("customers")
    .select(["name", "currency"])
    .where("id", "=", customerId)
    .executeTakeFirst();
  if (customer) return customer;
  throw new AppError("validation_failed", { errors: { customerId: "This customer does not exist." } });
}

/** A sentence about another invoice with the same reference of the same customer, if there is one. */
export async function warnOfDuplicate(
  reader: Reader,
  { id, customerId, reference }: { id: string; customerId: string; reference: string | null },
): Promise<string | undefined> {
  if (reference === null || reference === "") return undefined;
  const other = await reader
    .selectFrom("invoices")
    .select(["id", "number"])
    .where("customer_id", "=", customerId)
    .where("reference", "=", reference)
    .where("id", "<>", id)
    .limit(1)
    .executeTakeFirst();
  return other && `reference: this customer already has an invoice with it: ${other.number ?? other.id}`;
}
