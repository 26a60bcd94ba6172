import type { SetupRequest } from "@gatehouse/shared/session-api";
import type { AuditContext } from "../../audit/audit-log.ts";
import { appendAuditEvent } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Database } from "../../database/database.ts";
import { hasUsers, insertUser, setLastSignIn } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import { findCode, issueCode, spendSetupCodes } from "../../one-time-codes/one-time-codes.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import { assertPasswordAcceptable, normalizePassword } from "../../password/password-policy.ts";
import type { NewSessionOptions, OpenSession, SessionGrant } from "../../session-port.ts";
import { v7 as uuidv7 } from "uuid";

interface FirstRunOptions {
  database: Database;
  hasher: PasswordHasher;
  clock: Clock;
  config: Pick<Config, "passwordMinLength">;
  openSession: OpenSession;
}

/** How an installation without any user gets its first administrator. */
export interface FirstRun {
  /** A new code while there is no user; undefined afterwards. */
  issueCode(): Promise<string | undefined>;
  /** Makes the administrator and signs him in. Throws `setup_done`, `code_invalid` or what is wrong with the password. */
  complete(request: SetupRequest, session: NewSessionOptions, context: AuditContext): Promise<SessionGrant>;
}

const codeLifetimeMs = 24 * 3_600_000;

export function createFirstRun(options: FirstRunOptions): FirstRun {
  const { database, hasher, clock, config, openSession } = options;

  async function refuseEarly({ code, password, ...owner }: SetupRequest): Promise<void> {
    if (await hasUsers(database.read)) throw new AppError("setup_done");
    if (!(await findCode(database.read, "setup", code, clock.now()))) throw new AppError("code_invalid");
    assertPasswordAcceptable(password, { minLength: config.passwordMinLength, field: "password", owner });
  }

  return {
    issueCode: () =>
      database.write(async (writer) => {
        if (await hasUsers(writer)) return undefined;
        return await issueCode(writer, {
          purpose: "setup",
          userId: null,
          now: clock.now(),
          lifetimeMs: codeLifetimeMs,
        });
      }),

    async complete(request, session, context) {
      await refuseEarly(request);
      const { email, firstName, lastName } = request;
      const passwordHash = await hasher.hash(normalizePassword(request.password));
      const opened = await database.write(async (writer) => {
        const now = clock.now();
        // Spending all codes takes their rows' locks: of two that finish at once, the second finds none left.
        const isSpent = await spendSetupCodes(writer, request.code, now);
        if (await hasUsers(writer)) throw new AppError("setup_done");
        if (!isSpent) throw new AppError("code_invalid");
        const newUser = { id: uuidv7({ msecs: now }), email, firstName, lastName, passwordHash };
        const user = await insertUser(writer, { ...newUser, role: "admin" }, now);
        const made = await openSession(writer, user, session, context);
        await setLastSignIn(writer, user.id, now);
        const about = { ...context, actorId: user.id, sessionId: made.sid };
        await appendAuditEvent(writer, about, { type: "user.set_up", resource: "users", recordId: user.id });
        return made;
      });
      return opened.grant();
    },
  };
}
