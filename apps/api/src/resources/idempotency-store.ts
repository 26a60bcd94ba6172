import type { Database, Writer } from "../database/database.ts";
import { AppError } from "../errors.ts";
import type { IdempotencyKeyTable } from "../database/tables.ts";

/** What makes two requests the same one. */
export type RequestName = Pick<IdempotencyKeyTable, "account_id" | "method" | "path" | "key">;

const lifetimeMs = 24 * 60 * 60 * 1000;

/** A request that runs longer than this died with its process, and its key is free again. */
const abandonedAfterMs = 60_000;

const sweepLimit = 100;

/** Takes a key for a request that begins `now`. Undefined: it is taken; else the row of the request that has it. */
export function claimKey(
  database: Database,
  name: RequestName,
  bodyHash: string,
  now: number,
): Promise<IdempotencyKeyTable | undefined> {
  return database.write(async (writer) => {
    await sweep(writer, now);
    await named(writer, name)
      .where((eb) =>
        eb.or([
          eb("created_at", "<=", now - lifetimeMs),
          eb.and([eb("status", "is", null), eb("created_at", "<=", now - abandonedAfterMs)]),
        ]),
      )
      .execute();
    const claim = { ...name, body_hash: bodyHash, status: null, answer: null, created_at: now };
    const { numInsertedOrUpdatedRows } = await writer
      .insertInto("idempotency_keys")
      .values(claim)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) return undefined;
    return await findKey(writer, name);
  });
}

/**
 * Keeps the answer of the request that took the key at `claimedAt`, in the transaction of what it tells of. Throws, and so
 * undoes that, where the request took so long that the key went to another one.
 */
export async function keepAnswer(
  writer: Writer,
  name: RequestName,
  claimedAt: number,
  answer: { status: number; body: unknown },
): Promise<void> {
  const { numUpdatedRows } = await writer
    .updateTable("idempotency_keys")
    .set({ status: answer.status, answer: JSON.stringify(answer.body) })
    .where("account_id", "=", name.account_id)
    .where("method", "=", name.method)
    .where("path", "=", name.path)
    .where("key", "=", name.key)
    .where("created_at", "=", claimedAt)
    .where("status", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError("idempotency_in_progress", { retryAfterSeconds: 1 });
}

/** Frees the key that was taken at `claimedAt` by a request that failed and changed nothing. */
export async function releaseKey(database: Database, name: RequestName, claimedAt: number): Promise<void> {
  await database.write((writer) =>
    named(writer, name).where("created_at", "=", claimedAt).where("status", "is", null).execute(),
  );
}

const named = (writer: Writer, name: RequestName) =>
  writer
    .deleteFrom("idempotency_keys")
    .where("account_id", "=", name.account_id)
    .where("method", "=", name.method)
    .where("path", "=", name.path)
    .where("key", "=", name.key);

const findKey = (writer: Writer, name: RequestName) =>
  writer
    .selectFrom("idempotency_keys")
    .selectAll()
    .where("account_id", "=", name.account_id)
    .where("method", "=", name.method)
    .where("path", "=", name.path)
    .where("key", "=", name.key)
    .executeTakeFirstOrThrow();

/** Removes some keys of days past, so that the table stays as large as a day's requests. */
async function sweep(writer: Writer, now: number): Promise<void> {
  const expired = await writer
    .selectFrom("idempotency_keys")
    .select(["account_id", "method", "path", "key"])
    .where("created_at", "<=", now - lifetimeMs)
    .limit(sweepLimit)
    .execute();
  for (const name of expired) await named(writer, name).execute();
}
