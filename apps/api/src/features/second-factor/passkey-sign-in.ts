import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import { noteSignIn } from "../../audit/note-sign-in.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import { lockUser } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import type { NewSessionOptions, OpenSession, SessionGrant } from "../../session-port.ts";
import type { Assertion, PasskeyAssertions } from "./passkey-assertions.ts";

/** Signs in by a passkey alone; throws `passkey_invalid`, for a disabled account too. */
export type SignInByPasskey = (
  assertion: Assertion,
  session: NewSessionOptions,
  context: AuditContext,
) => Promise<SessionGrant>;

interface PasskeySignInOptions {
  database: Database;
  clock: Clock;
  assertions: PasskeyAssertions;
  openSession: OpenSession;
}

export function createPasskeySignIn(options: PasskeySignInOptions): SignInByPasskey {
  const { database, clock, assertions, openSession } = options;

  async function open(assertion: Assertion, session: NewSessionOptions, context: AuditContext) {
    const passkey = await assertions.verify(assertion);
    return await database.write(async (writer) => {
      const user = await lockUser(writer, passkey.userId);
      if (!user || user.disabled_at !== null) throw new AppError("passkey_invalid");
      const opened = await openSession(writer, user, { ...session, amr: passkey.amr }, context);
      await passkey.spend(writer);
      await noteSignIn(writer, { userId: user.id, sid: opened.sid }, context, clock);
      return opened;
    });
  }

  return async function signInByPasskey(assertion, session, context) {
    try {
      return (await open(assertion, session, context)).grant();
    } catch (error) {
      if (error instanceof AppError && error.code === "passkey_invalid") {
        await database.write((writer) =>
          appendAuditEvent(writer, context, { type: "login.failed" }, clock.now()),
        );
      }
      throw error;
    }
  };
}
