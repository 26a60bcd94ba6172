import type { Writer } from "../../database/database.ts";

const digits = 6;

export const formatNumber = (sequence: number) => `INV-${String(sequence).padStart(digits, "0")}`;

/**
 * The next invoice number. It belongs to the transaction: undone with it, and nobody gets the one after it before it
 * is committed, so the sequence has no gaps.
 */
export async function takeNumber(writer: Writer): Promise<string> {
  const { last } = await writer
    .updateTable("invoice_numbers")
    .set((eb) => ({ last: eb("last", "+", 1) }))
    .where("id", "=", 1)
    .returning("last")
    .executeTakeFirstOrThrow();
  return formatNumber(last);
}
