import type { RegisterRequest } from "@gatehouse/shared/session-api";
import { v7 as uuidv7 } from "uuid";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Database } from "../../database/database.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import { findUserByEmail, insertUser } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import { assertPasswordAcceptable, normalizePassword } from "../../password/password-policy.ts";
import type { NewSessionOptions, OpenSession, SessionGrant } from "../../session-port.ts";

interface RegistrationOptions {
  database: Database;
  hasher: PasswordHasher;
  clock: Clock;
  config: Pick<Config, "registration" | "passwordMinLength">;
  openSession: OpenSession;
}

/** Makes an account with the least of roles and signs it in, both or neither. */
export type Register = (
  request: RegisterRequest,
  session: NewSessionOptions,
  context: AuditContext,
) => Promise<SessionGrant>;

export function createRegister({
  database,
  hasher,
  clock,
  config,
  openSession,
}: RegistrationOptions): Register {
  const emailTaken = () =>
    new AppError("email_taken", { errors: { email: "This email already has an account." } });

  return async function register(request, session, context) {
    if (config.registration === "closed") throw new AppError("registration_closed");
    if (request.password !== request.passwordConfirm) {
      throw new AppError("passwords_differ", { errors: { passwordConfirm: "The two passwords differ." } });
    }
    assertPasswordAcceptable(request.password, config.passwordMinLength, "password");
    if (await findUserByEmail(database.read, request.email)) throw emailTaken();
    const passwordHash = await hasher.hash(normalizePassword(request.password));
    const { email, firstName, lastName } = request;
    try {
      const opened = await database.write(async (writer) => {
        const now = clock.now();
        const newUser = {
          id: uuidv7({ msecs: now }),
          email,
          firstName,
          lastName,
          role: "viewer" as const,
          passwordHash,
        };
        const user = await insertUser(writer, newUser, now);
        const made = await openSession(writer, user, session, context);
        const about = { ...context, actorId: user.id, sessionId: made?.sid ?? null };
        await appendAuditEvent(writer, about, {
          type: "user.registered",
          resource: "users",
          recordId: user.id,
        });
        return made;
      });
      if (!opened) throw new AppError("unavailable");
      return opened.grant();
    } catch (error) {
      throw isUniqueViolation(error) ? emailTaken() : error;
    }
  };
}
