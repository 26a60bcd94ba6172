import type { RegisterRequest } from "@gatehouse/shared/session-api";
import type { AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Database } from "../../database/database.ts";
import { findUserByEmail, setLastSignIn } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import { assertPasswordAcceptable, normalizePassword } from "../../password/password-policy.ts";
import type { NewSessionOptions, OpenSession, SessionGrant } from "../../session-port.ts";
import { addAccount, auditNewAccount, emailTaken } from "./new-account.ts";

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
  return async function register(request, session, context) {
    if (config.registration === "closed") throw new AppError("registration_closed");
    if (request.password !== request.passwordConfirm) {
      throw new AppError("passwords_differ", { errors: { passwordConfirm: "The two passwords differ." } });
    }
    const rules = { minLength: config.passwordMinLength, field: "password", owner: request };
    assertPasswordAcceptable(request.password, rules);
    if (await findUserByEmail(database.read, request.email)) throw emailTaken();
    const passwordHash = await hasher.hash(normalizePassword(request.password));
    const { email, firstName, lastName } = request;
    const account = { email, firstName, lastName, role: "viewer" as const, passwordHash };
    const opened = await database.write(async (writer) => {
      const user = await addAccount(writer, account, clock.now());
      const made = await openSession(writer, user, session, context);
      await setLastSignIn(writer, user.id, clock.now());
      const about = { ...context, actorId: user.id, sessionId: made.sid };
      await auditNewAccount(writer, about, "user.registered", user);
      return made;
    });
    return opened.grant();
  };
}
