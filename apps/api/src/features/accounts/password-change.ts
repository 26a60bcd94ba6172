import type { PasswordChange } from "@gatehouse/shared/session-api";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import { noteEndedSessions } from "../../audit/note-ended-sessions.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Database, Writer } from "../../database/database.ts";
import { bumpTokenVersion, findUser, type UserRow } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import { type OwnPassword, wrongPassword } from "../../password/own-password.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import { assertPasswordAcceptable, normalizePassword, ownerOf } from "../../password/password-policy.ts";
import type { RequireShownFactor } from "../../second-factor-port.ts";
import type { EndSessionsOf } from "../../session-port.ts";

interface PasswordChangeOptions {
  database: Database;
  hasher: PasswordHasher;
  clock: Clock;
  config: Pick<Config, "passwordMinLength">;
  endSessionsOf: EndSessionsOf;
  ownPassword: OwnPassword;
  requireShownFactor: RequireShownFactor;
}

interface ReplaceOptions {
  /** The session that goes on. */
  exceptSid?: string | undefined;
  finish?: (writer: Writer) => Promise<void>;
}

export interface PasswordChanges {
  /** Changes one's own password and ends all other sessions; throws `wrong_password` and `reauthentication_required`. */
  change(userId: string, request: PasswordChange, context: AuditContext): Promise<void>;
  /** Sets a password without knowing the former one, and ends all sessions: for operators and for reset codes. */
  set(userId: string, newPassword: string, context: AuditContext): Promise<void>;
}

export function createPasswordChanges(options: PasswordChangeOptions): PasswordChanges {
  const { database, hasher, clock, config, endSessionsOf, ownPassword, requireShownFactor } = options;

  /** False, with nothing written, where the password is not `expected` any more. */
  async function replace(
    user: Pick<UserRow, "id" | "password_hash">,
    newHash: string,
    context: AuditContext,
    { exceptSid, finish }: ReplaceOptions = {},
  ): Promise<boolean> {
    return await database.write(async (writer) => {
      const { numUpdatedRows } = await writer
        .updateTable("users")
        .set((eb) => ({ password_hash: newHash, updated_at: clock.now(), version: eb("version", "+", 1) }))
        .where("id", "=", user.id)
        .where("password_hash", user.password_hash === null ? "is" : "=", user.password_hash)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return false;
      await bumpTokenVersion(database, writer, user.id, clock.now());
      const ended = await endSessionsOf(writer, user.id, "password_changed", exceptSid);
      await noteEndedSessions(writer, ended, "password_changed", context);
      await finish?.(writer);
      await appendAuditEvent(writer, context, {
        type: "password.changed",
        resource: "users",
        recordId: user.id,
      });
      return true;
    });
  }

  const rulesFor = (user: UserRow, field: string) => ({
    minLength: config.passwordMinLength,
    field,
    owner: ownerOf(user),
  });

  async function requireUser(userId: string): Promise<UserRow> {
    const user = await findUser(database.read, userId);
    if (!user) throw new AppError("not_found");
    return user;
  }

  return {
    async change(userId, { currentPassword, newPassword }, context) {
      // First, so that only wrong passwords count as tries.
      assertPasswordAcceptable(newPassword, rulesFor(await requireUser(userId), "newPassword"));
      const verifiedHash = await ownPassword.verify(context, currentPassword, "currentPassword");
      const newHash = await hasher.hash(normalizePassword(newPassword));
      const isReplaced = await replace({ id: userId, password_hash: verifiedHash }, newHash, context, {
        exceptSid: context.sessionId ?? undefined,
        finish: async (writer) => {
          await requireShownFactor(writer, context);
          await ownPassword.succeed(writer, userId);
        },
      });
      if (!isReplaced) throw wrongPassword("currentPassword");
    },

    async set(userId, newPassword, context) {
      assertPasswordAcceptable(newPassword, rulesFor(await requireUser(userId), "password"));
      const newHash = await hasher.hash(normalizePassword(newPassword));
      let isSet = false;
      while (!isSet) isSet = await replace(await requireUser(userId), newHash, context);
    },
  };
}
