import type { Role } from "@gatehouse/shared/roles";
import { v7 as uuidv7 } from "uuid";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Writer } from "../../database/database.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import { insertUser, type UserRow } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";

export interface NewAccount {
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  passwordHash: string | null;
}

export const emailTaken = () =>
  new AppError("email_taken", {
    message: "This email already has an account.",
    errors: { email: "This email already has an account." },
  });

/** Adds an account in the caller's transaction. Throws `email_taken`. */
export async function addAccount(writer: Writer, account: NewAccount, now: number): Promise<UserRow> {
  try {
    return await insertUser(writer, { id: uuidv7({ msecs: now }), ...account }, now);
  } catch (error) {
    throw isUniqueViolation(error) ? emailTaken() : error;
  }
}

/** How accounts come into being, as the audit log calls it. */
export type AccountOrigin = "user.registered" | "user.created" | "user.imported";

export const auditNewAccount = (
  writer: Writer,
  context: AuditContext,
  type: AccountOrigin,
  user: UserRow,
): Promise<void> =>
  appendAuditEvent(writer, context, {
    type,
    resource: "users",
    recordId: user.id,
    changes: [{ field: "role", before: null, after: user.role }],
  });
