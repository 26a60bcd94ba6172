import type { Role } from "@gatehouse/shared/roles";
import { appendAuditEvent, operatorContext } from "../audit/audit-log.ts";
import type { Database, Reader, Writer } from "../database/database.ts";
import { insertUser } from "../database/user-queries.ts";
import { AppError } from "../errors.ts";
import type { PasswordHasher } from "../password/password-hasher.ts";

export interface DemoAccount {
  /** Fixed: by it a demo account is known from a person's own with the same email. */
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
}

const demoAccount = (number: number, role: Role, firstName: string, lastName: string): DemoAccount => ({
  id: `0190a5c0-0000-7000-8000-00000000000${number}`,
  email: `${role}@gatehouse.test`,
  firstName,
  lastName,
  role,
});

/** One account a role, as the demo data has them. */
export const demoAccounts: readonly DemoAccount[] = [
  demoAccount(1, "admin", "Ada", "Okafor"),
  demoAccount(2, "approver", "Anders", "Lindqvist"),
  demoAccount(3, "clerk", "Chiara", "Rossi"),
  demoAccount(4, "viewer", "Viktor", "Novák"),
];

/** Of all demo accounts. It is public: it is shown on the login page wherever the demo data is. */
export const demoPassword = "gatehouse demo password";

/** The demo accounts of this installation that can be signed in to. */
export async function listDemoAccounts(read: Reader): Promise<{ email: string; role: Role }[]> {
  const ids = demoAccounts.map(({ id }) => id);
  return await read
    .selectFrom("users")
    .select(["email", "role"])
    .where("id", "in", ids)
    .where("disabled_at", "is", null)
    .where("deleted_at", "is", null)
    .orderBy("id")
    .execute();
}

/** Adds the demo accounts that are not there yet. Throws where others can reach the installation: their password is public. */
export async function seedDemoAccounts(
  database: Database,
  hasher: PasswordHasher,
  { isLoopback, now }: { isLoopback: boolean; now: number },
): Promise<void> {
  if (!isLoopback) {
    const message = "The demo data is for this machine only, and PUBLIC_URL is not loopback.";
    throw new AppError("invalid_request", { message });
  }
  const passwordHash = await hasher.hash(demoPassword);
  await database.write(async (writer) => {
    for (const account of demoAccounts) {
      if (await isThere(writer, account.id)) continue;
      await insertUser(writer, { ...account, passwordHash }, now);
      const event = { type: "user.created", resource: "users", recordId: account.id };
      await appendAuditEvent(writer, operatorContext, event);
    }
  });
}

const isThere = async (writer: Writer, id: string) =>
  (await writer.selectFrom("users").select("id").where("id", "=", id).executeTakeFirst()) !== undefined;
