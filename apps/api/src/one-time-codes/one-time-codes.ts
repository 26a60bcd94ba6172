import { createHash, randomBytes } from "node:crypto";
import type { Reader, Writer } from "../database/database.ts";
import type { OneTimeCodeTable } from "../database/tables.ts";

export type CodePurpose = OneTimeCodeTable["purpose"];

interface CodeRequest {
  purpose: CodePurpose;
  userId: string | null;
  now: number;
  lifetimeMs: number;
}

const codeBytes = 32;

/** A code is as long as a key, so that a plain hash hides it. */
const hashOf = (code: string) => createHash("sha256").update(code).digest("base64url");

/** Stores a new code in the caller's transaction; earlier ones of the same user and purpose end with it. */
export async function issueCode(
  writer: Writer,
  { purpose, userId, now, lifetimeMs }: CodeRequest,
): Promise<string> {
  const code = randomBytes(codeBytes).toString("base64url");
  if (userId !== null) await endCodesOf(writer, userId, [purpose], now);
  await writer
    .insertInto("one_time_codes")
    .values({
      code_hash: hashOf(code),
      purpose,
      user_id: userId,
      created_at: now,
      expires_at: now + lifetimeMs,
      spent_at: null,
    })
    .execute();
  return code;
}

/** The code's row while it can be spent: for refusing before any costly work. */
export const findCode = (db: Reader | Writer, purpose: CodePurpose, code: string, now: number) =>
  db
    .selectFrom("one_time_codes")
    .select("user_id")
    .where("code_hash", "=", hashOf(code))
    .where("purpose", "=", purpose)
    .where("spent_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();

/** Whether the user has a code that can be spent and was made after `since`. */
export async function hasCodeSince(
  db: Reader | Writer,
  { purpose, userId, since }: { purpose: CodePurpose; userId: string; since: number },
): Promise<boolean> {
  const row = await db
    .selectFrom("one_time_codes")
    .select("code_hash")
    .where("user_id", "=", userId)
    .where("purpose", "=", purpose)
    .where("spent_at", "is", null)
    .where("created_at", ">", since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Spends a code by compare and swap, in the caller's transaction: of two that try, one gets its row. */
export const spendCode = (writer: Writer, purpose: CodePurpose, code: string, now: number) =>
  writer
    .updateTable("one_time_codes")
    .set({ spent_at: now })
    .where("code_hash", "=", hashOf(code))
    .where("purpose", "=", purpose)
    .where("spent_at", "is", null)
    .where("expires_at", ">", now)
    .returning("user_id")
    .executeTakeFirst();

/** Ends a user's codes without spending them. */
export async function endCodesOf(
  writer: Writer,
  userId: string,
  purposes: readonly CodePurpose[],
  now: number,
): Promise<void> {
  await writer
    .updateTable("one_time_codes")
    .set({ spent_at: now })
    .where("user_id", "=", userId)
    .where("purpose", "in", purposes)
    .where("spent_at", "is", null)
    .execute();
}

/** Removes at most `limit` codes that expired before `before`; answers with how many. */
export async function purgeCodes(writer: Writer, before: number, limit: number): Promise<number> {
  const { numDeletedRows } = await writer
    .deleteFrom("one_time_codes")
    .where("code_hash", "in", (old) =>
      old.selectFrom("one_time_codes").select("code_hash").where("expires_at", "<", before).limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Spends every code of the setup at once; false where the given one was not among those that still counted. */
export async function spendSetupCodes(writer: Writer, code: string, now: number): Promise<boolean> {
  const spent = await writer
    .updateTable("one_time_codes")
    .set({ spent_at: now })
    .where("purpose", "=", "setup")
    .where("spent_at", "is", null)
    .where("expires_at", ">", now)
    .returning("code_hash")
    .execute();
  return spent.some(({ code_hash }) => code_hash === hashOf(code));
}
