import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import { emailKeyOf } from "../../database/email-key.ts";
import { findUserByEmail, type UserRow } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import type { KnownDevices } from "../../guessing/known-devices.ts";
import type { PasswordAttempts } from "../../guessing/password-attempts.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import { isCurrentHash } from "../../password/password-hashing-task.ts";
import { normalizePassword } from "../../password/password-policy.ts";
import type { NewSessionOptions, OpenSession, SessionGrant } from "../../session-port.ts";

export interface SignInRequest {
  email: string;
  password: string;
  session: NewSessionOptions;
}

/**
 * Verifies a password and opens a session. Throws `invalid_credentials`, the same for a wrong password, an unknown user
 * and a disabled one, after the same work.
 */
export type SignIn = (request: SignInRequest, context: AuditContext) => Promise<SessionGrant>;

interface SignInOptions {
  database: Database;
  hasher: PasswordHasher;
  clock: Clock;
  openSession: OpenSession;
  attempts: PasswordAttempts;
  devices: KnownDevices;
}

export function createSignIn(options: SignInOptions): SignIn {
  const { database, hasher, clock, openSession, attempts, devices } = options;

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

  return async function signIn(request, context) {
    const password = normalizePassword(request.password);
    const user = await findUserByEmail(database.read, request.email);
    const deviceId = devices.identify(request.session.deviceToken, user);
    const attempt = { account: emailKeyOf(request.email), deviceId };
    await attempts.begin(attempt);
    if (!(await verify(user, password)) || !user?.password_hash) return await refuse(user, context);
    const passwordHash = await rehash(user, user.password_hash, password);
    const opened = await database.write(async (writer) => {
      const guard = { userId: user.id, passwordHash };
      const verified = { ...user, password_hash: passwordHash };
      const session = await openSession(writer, verified, { ...request.session, guard }, context);
      if (!session) return undefined;
      await attempts.succeed(writer, attempt);
      await writer
        .updateTable("users")
        .set({ last_sign_in_at: clock.now() })
        .where("id", "=", user.id)
        .execute();
      const about = { ...context, actorId: user.id, sessionId: session.sid };
      await appendAuditEvent(writer, about, {
        type: "login.succeeded",
        resource: "users",
        recordId: user.id,
      });
      return session;
    });
    return opened ? opened.grant() : await refuse(user, context);
  };
}
