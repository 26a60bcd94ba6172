import type { AuditContext } from "../audit/audit-log.ts";
import type { Reader, Writer } from "../database/database.ts";
import { findUser } from "../database/user-queries.ts";
import { AppError } from "../errors.ts";
import { countTry, type PasswordAttempts } from "../guessing/password-attempts.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import { normalizePassword } from "./password-policy.ts";

/** The password of somebody who is signed in, asked for again. One count for all that it is asked for. */
export interface OwnPassword {
  /**
   * The hash that was right; throws `wrong_password`, said at `field`, and `insufficient_scope` where a program asks:
   * what takes a password is for whoever has signed in by it. The caller makes sure that the hash still stands.
   */
  verify(context: AuditContext, password: string, field: string): Promise<string>;
  /** Forgets the tries, in the transaction of what the password was asked for. */
  succeed(writer: Writer, userId: string): Promise<void>;
}

interface OwnPasswordOptions {
  database: { read: Reader };
  hasher: PasswordHasher;
  attempts: PasswordAttempts;
}

export const wrongPassword = (field: string): AppError =>
  new AppError("wrong_password", { errors: { [field]: "The current password is wrong." } });

export function createOwnPassword({ database, hasher, attempts }: OwnPasswordOptions): OwnPassword {
  const attemptOf = (userId: string) => ({ account: `own ${userId}` });

  return {
    async verify({ actorId, sessionId }, password, field) {
      if (actorId === null || sessionId === null) throw new AppError("insufficient_scope");
      const rightHash = await countTry(attempts, attemptOf(actorId), async () => {
        const hash = (await findUser(database.read, actorId))?.password_hash ?? "";
        return hash !== "" && (await hasher.verify(hash, normalizePassword(password))) ? hash : undefined;
      });
      if (rightHash === undefined) throw wrongPassword(field);
      return rightHash;
    },
    succeed: (writer, userId) => attempts.succeed(writer, attemptOf(userId)),
  };
}
