import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Writer } from "../database/database.ts";
import { AppError } from "../errors.ts";
import { claimKey, keepAnswer, releaseKey, type RequestName } from "./idempotency-store.ts";
import { callerOf, type ResourceContext } from "./resource-context.ts";

/** Keeps an answer in the transaction of the change it tells of. */
export type Keep = (writer: Writer, answer: { status: number; body: unknown }) => Promise<void>;

/**
 * Runs a POST once for each Idempotency-Key: a repetition with the same body gets the first answer, one with another
 * body 422, and one that comes while the first still runs 409. What failed is forgotten and may be tried again.
 */
export async function answerOnce<T>(
  context: ResourceContext,
  request: FastifyRequest,
  reply: FastifyReply,
  run: (keep: Keep) => Promise<T>,
): Promise<T> {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string") return await run(async () => undefined);
  const [path = ""] = request.url.split("?");
  const name: RequestName = { account_id: callerOf(request).userId, method: request.method, path, key };
  const bodyHash = hashBody(request.body);
  const now = context.clock.now();
  const first = await claimKey(context.database, name, bodyHash, now);
  if (!first) return await runAndKeep(context, name, now, run);
  if (first.body_hash !== bodyHash) throw new AppError("idempotency_key_reused");
  if (first.status === null) throw new AppError("idempotency_in_progress", { retryAfterSeconds: 1 });
  reply.code(first.status).header("idempotency-replayed", "true");
  return JSON.parse(first.answer ?? "null") as T;
}

async function runAndKeep<T>(
  { database }: ResourceContext,
  name: RequestName,
  claimedAt: number,
  run: (keep: Keep) => Promise<T>,
): Promise<T> {
  try {
    return await run((writer, answer) => keepAnswer(writer, name, claimedAt, answer));
  } catch (error) {
    await releaseKey(database, name, claimedAt);
    throw error;
  }
}

const hashBody = (body: unknown) =>
  createHash("sha256")
    .update(JSON.stringify(body ?? null))
    .digest("base64url");
