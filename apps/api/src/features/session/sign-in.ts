import type { ErrorCode } from "@gatehouse/shared/error-codes";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import { emailKeyOf } from "../../database/email-key.ts";
import { findUserByEmail, lockUser, type UserRow } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import type { KnownDevices } from "../../guessing/known-devices.ts";
import { countTry, type PasswordAttempts } from "../../guessing/password-attempts.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import { isCurrentHash } from "../../password/password-hashing-task.ts";
import { normalizePassword } from "../../password/password-policy.ts";
import { noteSignIn } from "../../audit/note-sign-in.ts";
import type { SecondFactorPort } from "../../second-factor-port.ts";
import type { NewSessionOptions, OpenSession, SessionGrant } from "../../session-port.ts";

export interface SignInRequest {
  email: string;
  password: string;
  /** A code of the second factor, where there is one. */
  otp: string | undefined;
  session: NewSessionOptions;
}

/**
 * Verifies a password, and the second factor of whoever has one, and opens a session. Throws `invalid_credentials`, the
 * same for a wrong password, an unknown user and a disabled one, after the same work; `second_factor_required` and
 * `second_factor_invalid` only once the password was right.
 */
export type SignIn = (request: SignInRequest, context: AuditContext) => Promise<SessionGrant>;

interface SignInOptions {
  database: Database;
  hasher: PasswordHasher;
  clock: Clock;
  openSession: OpenSession;
  attempts: PasswordAttempts;
  devices: KnownDevices;
  secondFactors: Pick<SecondFactorPort, "followUp">;
}

export function createSignIn(options: SignInOptions): SignIn {
  const { database, hasher, clock, openSession, attempts, devices, secondFactors } = options;

  async function verify(user: UserRow | undefined, password: string): Promise<boolean> {
    const isRight = await hasher.verify(user?.password_hash ?? (await hasher.dummyHash()), password);
    return isRight && user !== undefined && user.password_hash !== null && user.disabled_at === null;
  }

  async function refuse(user: UserRow | undefined, context: AuditContext): Promise<never> {
    await database.write((writer) =>
      appendAuditEvent(writer, context, {
        type: "login.failed",
        ...(user && { resource: "users", recordId: user.id }),
      }),
    );
    throw new AppError("invalid_credentials");
  }

  /** The hash that stands in the row afterwards: made anew where today's parameters are stronger. */
  async function rehash(user: UserRow, storedHash: string, password: string): Promise<string> {
    if (isCurrentHash(storedHash)) return storedHash;
    const newHash = await hasher.hash(password);
    const { numUpdatedRows } = await database.write((writer) =>
      writer
        .updateTable("users")
        .set({ password_hash: newHash })
        .where("id", "=", user.id)
        .where("password_hash", "=", storedHash)
        .executeTakeFirst(),
    );
    return numUpdatedRows === 1n ? newHash : storedHash;
  }

  /** What was right about the try is nothing that a guesser should find in the log only by its absence. */
  async function auditFactorRefusal(error: unknown, user: UserRow, context: AuditContext): Promise<void> {
    const type = error instanceof AppError && factorRefusals[error.code];
    if (!type) return;
    await database.write((writer) =>
      appendAuditEvent(writer, context, { type, resource: "users", recordId: user.id }),
    );
  }

  async function open(user: UserRow, passwordHash: string, request: SignInRequest, context: AuditContext) {
    return await database.write(async (writer) => {
      const current = await lockUser(writer, user.id);
      // Its password was verified before: it may be another by now, or the account disabled.
      if (current?.password_hash !== passwordHash || current.disabled_at !== null) return undefined;
      const amr = await secondFactors.followUp(writer, user.id, request.otp, context);
      const session = await openSession(writer, current, { ...request.session, amr }, context);
      await attempts.succeed(writer, attemptOf(request, user));
      await noteSignIn(writer, { userId: user.id, sid: session.sid }, context, clock);
      return session;
    });
  }

  const attemptOf = ({ email, session }: SignInRequest, user: UserRow | undefined) => ({
    account: emailKeyOf(email),
    deviceId: devices.identify(session.deviceToken, user),
  });

  return async function signIn(request, context) {
    const password = normalizePassword(request.password);
    const user = await findUserByEmail(database.read, request.email);
    const isRight = await countTry(attempts, attemptOf(request, user), () => verify(user, password));
    if (!isRight || !user?.password_hash) return await refuse(user, context);
    const passwordHash = await rehash(user, user.password_hash, password);
    try {
      const opened = await open(user, passwordHash, request, context);
      return opened ? opened.grant() : await refuse(user, context);
    } catch (error) {
      await auditFactorRefusal(error, user, context);
      throw error;
    }
  };
}

/** As the audit log calls a right password without the second factor. */
const factorRefusals: Partial<Record<ErrorCode, string>> = {
  second_factor_required: "login.second_factor_required",
  second_factor_invalid: "login.failed",
};
