import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import { noteEndedSessions } from "../../audit/note-ended-sessions.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Database, Writer } from "../../database/database.ts";
import {
  bumpTokenVersion,
  findUser,
  setLastSignIn,
  updateUser,
  type UserRow,
} from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import { endCodesOf, findCode, spendCode, type CodePurpose } from "../../one-time-codes/one-time-codes.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import { assertPasswordAcceptable, normalizePassword, ownerOf } from "../../password/password-policy.ts";
import type { EndSessionsOf, NewSessionOptions, OpenSession, SessionGrant } from "../../session-port.ts";

export interface CodeSpendingOptions {
  database: Database;
  hasher: PasswordHasher;
  clock: Clock;
  config: Pick<Config, "passwordMinLength">;
  openSession: OpenSession;
  endSessionsOf: EndSessionsOf;
}

export interface CodeAndPassword {
  code: string;
  password: string;
}

/** What a one-time code in a link is good for. Each throws `code_invalid`, or what is wrong with the password. */
export interface CodeSpending {
  /** Sets an invited person's first password and signs him in. */
  acceptInvitation(
    request: CodeAndPassword,
    session: NewSessionOptions,
    context: AuditContext,
  ): Promise<SessionGrant>;
  /** Sets a new password and ends all sessions. */
  confirmReset(request: CodeAndPassword, context: AuditContext): Promise<void>;
}

export function createCodeSpending(options: CodeSpendingOptions): CodeSpending {
  const { database, hasher, clock, config, openSession, endSessionsOf } = options;

  async function hashFor(purpose: CodePurpose, { code, password }: CodeAndPassword): Promise<string> {
    const userId = (await findCode(database.read, purpose, code, clock.now()))?.user_id;
    const user = userId && (await findUser(database.read, userId));
    if (!user) throw new AppError("code_invalid");
    const rules = { minLength: config.passwordMinLength, field: "password", owner: ownerOf(user) };
    assertPasswordAcceptable(password, rules);
    return await hasher.hash(normalizePassword(password));
  }

  /** Spends the code and sets the password of its user; no code outlives that. */
  async function setPassword(
    writer: Writer,
    purpose: CodePurpose,
    { code, hash }: { code: string; hash: string },
    context: AuditContext,
  ): Promise<UserRow> {
    const now = clock.now();
    const userId = (await spendCode(writer, purpose, code, now))?.user_id;
    const user = userId && (await updateUser(writer, userId, { password_hash: hash }, now));
    if (!user || user.disabled_at !== null) throw new AppError("code_invalid");
    await bumpTokenVersion(database, writer, user.id, now);
    const ended = await endSessionsOf(writer, user.id, "password_changed");
    await noteEndedSessions(writer, ended, "password_changed", { ...context, actorId: user.id });
    await endCodesOf(writer, user.id, ["invitation", "password_reset"], now);
    return { ...user, token_version: user.token_version + 1 };
  }

  return {
    async acceptInvitation(request, session, context) {
      const hash = await hashFor("invitation", request);
      const opened = await database.write(async (writer) => {
        const user = await setPassword(writer, "invitation", { code: request.code, hash }, context);
        const made = await openSession(writer, user, session, context);
        await setLastSignIn(writer, user.id, clock.now());
        const about = { ...context, actorId: user.id, sessionId: made.sid };
        const entry = { type: "invitation.accepted", resource: "users", recordId: user.id };
        await appendAuditEvent(writer, about, entry, clock.now());
        return made;
      });
      return opened.grant();
    },

    async confirmReset(request, context) {
      const hash = await hashFor("password_reset", request);
      await database.write(async (writer) => {
        const user = await setPassword(writer, "password_reset", { code: request.code, hash }, context);
        const entry = { type: "password.changed", resource: "users", recordId: user.id };
        await appendAuditEvent(writer, { ...context, actorId: user.id }, entry, clock.now());
      });
    },
  };
}
