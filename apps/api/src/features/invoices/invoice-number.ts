import type { Writer } from "../../database/database.ts";

const digits = 6;

const formatNumber = (sequence: number) => `INV-${String(sequence).padStart(digits, "0")}`;

/**
 * The next invoice number. It belongs to the transaction: undone with it, and nobody gets the one after it before it
 * is committed, so the sequence has no gaps.
 */
export async function takeNumber(writer: Writer): Promise<string> {
  const [number = ""] = await takeNumbers(writer, 1);
  return number;
}

/** The next `count` numbers at once. */
export async function takeNumbers(writer: Writer, count: number): Promise<string[]> {
  const { last } = await writer
    .updateTable("invoice_numbers")
    .set((eb) => ({ last: eb("last", "+", count) }))
    .where("id", "=", 1)
    .returning("last")
    .executeTakeFirstOrThrow();
  return Array.from({ length: count }, (_, index) => formatNumber(last - count + 1 + index));
}
