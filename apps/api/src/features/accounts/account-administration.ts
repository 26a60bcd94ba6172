import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { Role } from "@gatehouse/shared/roles";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import { noteEndedSessions } from "../../audit/note-ended-sessions.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Database, Writer } from "../../database/database.ts";
import {
  bumpTokenVersion,
  findUserByEmail,
  revokeApiKeysOf,
  updateUser,
  type UserRow,
} from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import { assertPasswordAcceptable, normalizePassword } from "../../password/password-policy.ts";
import type { EndSessionsOf } from "../../session-port.ts";
import { addAccount, auditNewAccount } from "./new-account.ts";

interface AccountAdministrationOptions {
  database: Database;
  hasher: PasswordHasher;
  clock: Clock;
  config: Pick<Config, "passwordMinLength">;
  endSessionsOf: EndSessionsOf;
}

export interface AccountRequest {
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  password: string;
}

/** What operators do to the accounts of others. Users are named by their email; `not_found` where there is none. */
export interface AccountAdministration {
  find(email: string): Promise<UserRow>;
  create(request: AccountRequest, context: AuditContext): Promise<UserRow>;
  /** Refuses the user everywhere from now on and ends all sessions; false where he was disabled already. */
  disable(email: string, context: AuditContext): Promise<boolean>;
  /** Lets the user sign in again; no session comes back. False where he was not disabled. */
  enable(email: string, context: AuditContext): Promise<boolean>;
  /** Ends all of the user's sessions and answers with how many there were. */
  endSessions(email: string, context: AuditContext): Promise<number>;
}

export function createAccountAdministration(options: AccountAdministrationOptions): AccountAdministration {
  const { database, hasher, clock, config, endSessionsOf } = options;

  async function find(email: string): Promise<UserRow> {
    const user = await findUserByEmail(database.read, email);
    if (!user) throw new AppError("not_found", { message: `There is no user ${email}.` });
    return user;
  }

  async function endAll(writer: Writer, userId: string, reason: RevokeReason, context: AuditContext) {
    const ended = await endSessionsOf(writer, userId, reason);
    await noteEndedSessions(writer, ended, reason, context);
    return ended.length;
  }

  /** False, with nothing written, where the account is in that state already. */
  async function setDisabledAt(user: UserRow, disabledAt: number | null, context: AuditContext) {
    return await database.write(async (writer) => {
      const now = clock.now();
      const current = await findUserByEmail(writer, user.email);
      if (current?.id !== user.id) throw new AppError("not_found");
      if ((current.disabled_at === null) === (disabledAt === null)) return false;
      await updateUser(writer, user.id, { disabled_at: disabledAt }, now);
      await bumpTokenVersion(database, writer, user.id, now);
      if (disabledAt !== null) {
        await endAll(writer, user.id, "account_disabled", context);
        await revokeApiKeysOf(writer, user.id, now);
      }
      await appendAuditEvent(writer, context, {
        type: disabledAt === null ? "user.enabled" : "user.disabled",
        resource: "users",
        recordId: user.id,
        changes: [{ field: "disabledAt", before: toIso(current.disabled_at), after: toIso(disabledAt) }],
      });
      return true;
    });
  }

  return {
    find,

    async create({ password, ...account }, context) {
      const rules = { minLength: config.passwordMinLength, field: "password", owner: account };
      assertPasswordAcceptable(password, rules);
      const passwordHash = await hasher.hash(normalizePassword(password));
      return await database.write(async (writer) => {
        const user = await addAccount(writer, { ...account, passwordHash }, clock.now());
        await auditNewAccount(writer, context, "user.created", user);
        return user;
      });
    },

    disable: async (email, context) => await setDisabledAt(await find(email), clock.now(), context),
    enable: async (email, context) => await setDisabledAt(await find(email), null, context),

    async endSessions(email, context) {
      const user = await find(email);
      return await database.write((writer) => endAll(writer, user.id, "administrator", context));
    },
  };
}

const toIso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
