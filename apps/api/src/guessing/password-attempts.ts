import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import { compileOnce } from "../database/compile-once.ts";
import type { Database, Writer } from "../database/database.ts";
import { AppError } from "../errors.ts";

/** Whose password is tried, and by which browser where it is one that this account signed in from before. */
export interface AttemptSubject {
  account: string;
  deviceId?: string | undefined;
}

/** A try that was counted. */
export interface Attempt {
  readonly key: string;
  readonly begunAt: number;
}

/** Limits how fast the password of one account can be guessed, whatever addresses the tries come from. */
export interface PasswordAttempts {
  /**
   * Counts a try as failed before its hash is computed, so that tries sent at once all count. Throws `rate_limited`,
   * without counting, while the delay after earlier ones runs.
   */
  begin(subject: AttemptSubject): Promise<Attempt>;
  /** Takes a try back that compared nothing, as where there was no room for another; the delay after a later one stays. */
  withdraw(attempt: Attempt): Promise<void>;
  /** Forgets the tries once one was right, in the caller's transaction. */
  succeed(writer: Writer, subject: AttemptSubject): Promise<void>;
}

const freeFailures = 5;
const maxDelayMs = 60_000;
/** Without a try for so long the count begins anew: slower than the longest delay, so nothing is gained by waiting. */
const memoryMs = 30 * 60_000;

/** What the next try has to wait after so many failures: 1 s after the fifth, doubling to a minute. */
export const delayAfter = (failures: number): number =>
  failures < freeFailures ? 0 : Math.min(maxDelayMs, 1000 * 2 ** (failures - freeFailures));

const keyOf = ({ account, deviceId = "" }: AttemptSubject) =>
  createHash("sha256")
    .update(JSON.stringify([account, deviceId]))
    .digest("base64url");

export function createPasswordAttempts(database: Database, clock: Clock): PasswordAttempts {
  return {
    async begin(subject) {
      const now = clock.now();
      const key = keyOf(subject);
      await database.write(async (writer) => {
        await forgetOld(writer, { before: now - memoryMs });
        const [row] = await lock(writer, { key, now });
        if (!row) throw new Error("The tries at a password were not counted.");
        if (row.blocked_until > now) throw tooEarly(row.blocked_until - now);
        const counted = row.failures + 1;
        await count(writer, { key, failures: counted, blockedUntil: now + delayAfter(counted), now });
      });
      return { key, begunAt: now };
    },

    async withdraw({ key, begunAt }) {
      await database.write((writer) =>
        writer
          .updateTable("password_attempts")
          .set((eb) => ({
            failures: eb("failures", "-", 1),
            blocked_until: eb
              .case()
              .when("last_at", "=", begunAt)
              .then(0)
              .else(eb.ref("blocked_until"))
              .end(),
          }))
          .where("key", "=", key)
          .where("failures", ">", 0)
          .execute(),
      );
    },

    async succeed(writer, subject) {
      await forget(writer, { key: keyOf(subject) });
    },
  };
}

/** Counts the try that `compare` makes, but for one that throws before it has an answer. */
export async function countTry<T>(
  attempts: PasswordAttempts,
  subject: AttemptSubject,
  compare: () => Promise<T>,
): Promise<T> {
  const attempt = await attempts.begin(subject);
  try {
    return await compare();
  } catch (error) {
    await attempts.withdraw(attempt);
    throw error;
  }
}

const forgetOld = compileOnce((db, { before }: { before: number }) =>
  db.deleteFrom("password_attempts").where("last_at", "<", before),
);

/** The row, locked until the transaction ends, made where there is none. */
const lock = compileOnce((db, { key, now }: { key: string; now: number }) =>
  db
    .insertInto("password_attempts")
    .values({ key, failures: 0, blocked_until: 0, last_at: now })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ key }))
    .returningAll(),
);

interface Count {
  key: string;
  failures: number;
  blockedUntil: number;
  now: number;
}

const count = compileOnce((db, { key, failures, blockedUntil, now }: Count) =>
  db
    .updateTable("password_attempts")
    .set({ failures, blocked_until: blockedUntil, last_at: now })
    .where("key", "=", key),
);

const forget = compileOnce((db, { key }: { key: string }) =>
  db.deleteFrom("password_attempts").where("key", "=", key),
);

function tooEarly(waitMs: number): AppError {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  const message = `Too many wrong passwords. Try again in ${retryAfterSeconds} s.`;
  return new AppError("rate_limited", { message, retryAfterSeconds });
}

/** For `RATE_LIMITS=off`. */
export const unlimitedAttempts: PasswordAttempts = {
  begin: async () => ({ key: "", begunAt: 0 }),
  withdraw: async () => undefined,
  succeed: async () => undefined,
};
