import type { Passkey } from "@gatehouse/shared/second-factor";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database, Reader, Writer } from "../../database/database.ts";
import type { PasskeyTable } from "../../database/tables.ts";
import { AppError } from "../../errors.ts";

export type PasskeyRow = PasskeyTable;

export const listPasskeys = (db: Reader | Writer, userId: string): Promise<PasskeyRow[]> =>
  db.selectFrom("passkeys").selectAll().where("user_id", "=", userId).orderBy("id").execute();

/** The passkey with this credential, with its owner's id. */
export const findPasskey = (db: Reader | Writer, credentialId: string): Promise<PasskeyRow | undefined> =>
  db.selectFrom("passkeys").selectAll().where("credential_id", "=", credentialId).executeTakeFirst();

const toIso = (instant: number) => new Date(instant).toISOString();

/** A passkey as its owner sees it. */
export const toPasskey = (row: PasskeyRow): Passkey => ({
  id: row.id,
  name: row.name,
  createdAt: toIso(row.created_at),
  lastUsedAt: row.last_used_at === null ? null : toIso(row.last_used_at),
  synced: row.is_synced === 1,
});

/** Gives one's own passkey another name. It opens nothing, so nobody is asked for a proof. */
export const createRenamePasskey =
  ({ database, clock }: { database: Database; clock: Clock }) =>
  (userId: string, id: string, name: string, context: AuditContext): Promise<Passkey> =>
    database.write(async (writer) => {
      const before = (await listPasskeys(writer, userId)).find((passkey) => passkey.id === id);
      if (!before) throw new AppError("not_found");
      await writer
        .updateTable("passkeys")
        .set((eb) => ({ name, updated_at: clock.now(), version: eb("version", "+", 1) }))
        .where("id", "=", id)
        .execute();
      const changes = [{ field: "name", before: before.name, after: name }];
      const entry = { type: "passkey.renamed", resource: "users", recordId: userId, changes };
      await appendAuditEvent(writer, context, entry, clock.now());
      return toPasskey({ ...before, name });
    });
