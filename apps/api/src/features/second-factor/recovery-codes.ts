import { createHash, randomBytes } from "node:crypto";
import type { Writer } from "../../database/database.ts";

const codeCount = 10;
/** 120 bits: enough for a plain hash to hide it (ASVS 6.5.2). */
const codeBytes = 15;
const groupLength = 6;
/** Crockford's base 32: no letter that could be read as a digit or as another one. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Five bits a letter, in groups. */
function makeCode(): string {
  const bits = BigInt(`0x${randomBytes(codeBytes).toString("hex")}`);
  const letters = Array.from(
    { length: (codeBytes * 8) / 5 },
    (_, index) => alphabet[Number((bits >> BigInt(index * 5)) & 31n)],
  ).join("");
  return letters.match(new RegExp(`.{${groupLength}}`, "g"))?.join("-") ?? letters;
}

/** However it was typed: spaces, dashes, small letters, and the letters that look like digits. */
const normalizeCode = (typed: string) =>
  typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");

const hashOf = (code: string) => createHash("sha256").update(normalizeCode(code)).digest("base64url");

/** New codes in place of all earlier ones. They are nowhere but in the answer. */
export async function replaceRecoveryCodes(writer: Writer, userId: string): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, makeCode);
  await writer.deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
  const rows = codes.map((code) => ({ user_id: userId, code_hash: hashOf(code) }));
  await writer.insertInto("recovery_codes").values(rows).execute();
  return codes;
}

/** Uses a code up; false where there is none like it (any more). Of two that try, one gets it. */
export async function spendRecoveryCode(writer: Writer, userId: string, typed: string): Promise<boolean> {
  const { numDeletedRows } = await writer
    .deleteFrom("recovery_codes")
    .where("user_id", "=", userId)
    .where("code_hash", "=", hashOf(typed))
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
