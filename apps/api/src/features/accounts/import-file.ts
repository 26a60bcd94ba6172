import { Email, Strict, Text } from "@gatehouse/shared/fields";
import { Role, roles } from "@gatehouse/shared/roles";
import { parse } from "csv-parse/sync";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { AppError } from "../../errors.ts";
import { isAcceptableHash } from "../../password/password-hashing-task.ts";
import type { NewAccount } from "./new-account.ts";

const ImportedUser = Strict({
  email: Email,
  firstName: Text(100, 1),
  lastName: Text(100, 1),
  role: Role,
  passwordHash: Type.String({ maxLength: 512 }),
});
type ImportedUser = Static<typeof ImportedUser>;

/** The accounts in a file of users, CSV with a header or a JSON array. Throws where any of them is not valid, naming it. */
export function parseImportFile(text: string): NewAccount[] {
  return readEntries(text).map((entry, position) => {
    const where = `User ${position + 1}`;
    if (!Value.Check(ImportedUser, entry)) throw refuse(`${where}: ${describeFault(entry)}`);
    const { passwordHash, ...account } = entry;
    if (passwordHash === "") return { ...account, passwordHash: null };
    if (!isAcceptableHash(passwordHash)) {
      throw refuse(`${where} (${entry.email}): passwordHash is neither argon2id nor bcrypt.`);
    }
    return { ...account, passwordHash };
  });
}

const refuse = (message: string, cause?: unknown) => new AppError("validation_failed", { message, cause });

function readEntries(text: string): unknown[] {
  const content = text.replace(/^\uFEFF/, "").trimStart();
  if (content === "") throw refuse("The file is empty.");
  try {
    if (!/^[[{]/.test(content))
      return parse(content, { columns: requireColumns, skip_empty_lines: true, trim: true });
    const entries: unknown = JSON.parse(content);
    if (Array.isArray(entries)) return entries;
    throw refuse("The file is JSON, but no array of users.");
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw refuse(`The file is neither CSV with a header nor a JSON array: ${reason}`, error);
  }
}

const columns = Object.keys(ImportedUser.properties);

/** A file without a header, or with other separators, would otherwise have no users in it. */
function requireColumns(header: string[]): string[] {
  const missing = columns.filter((name) => !header.includes(name));
  if (missing.length === 0) return header;
  throw refuse(`The file has no column ${missing.join(", ")}: its first line must be ${columns.join(",")}.`);
}

function describeFault(entry: unknown): string {
  const [first] = Value.Errors(ImportedUser, entry);
  if (!first) return "is not valid";
  const field = first.instancePath.slice(1);
  return `${field && `${field} `}${wordings[first.keyword] ?? first.message}`;
}

const wordings: Readonly<Record<string, string>> = {
  boolean: "is not a known field",
  enum: `must be one of ${roles.join(", ")}`,
};
