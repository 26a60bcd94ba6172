import type { AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import { parseImportFile } from "./import-file.ts";
import { addAccount, auditNewAccount, type NewAccount } from "./new-account.ts";

/** Takes over the users of another system from a file's content, all or none; answers with how many there were. */
export type ImportAccounts = (text: string, context: AuditContext) => Promise<number>;

export function createAccountImport({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): ImportAccounts {
  return async function importAccounts(text, context) {
    const accounts = parseImportFile(text);
    await database.write(async (writer) => {
      for (const account of accounts) {
        const user = await addAccount(writer, account, clock.now()).catch((error: unknown) => {
          throw nameAccount(error, account);
        });
        await auditNewAccount(writer, context, "user.imported", user);
      }
    });
    return accounts.length;
  };
}

function nameAccount(error: unknown, { email }: NewAccount): unknown {
  if (!(error instanceof AppError) || error.code !== "email_taken") return error;
  return new AppError("email_taken", { message: `${email} already has an account. Nothing was imported.` });
}
