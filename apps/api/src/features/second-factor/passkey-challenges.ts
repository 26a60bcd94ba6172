import type { Writer } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import { type CodePurpose, issueCode, spendCode } from "../../one-time-codes/one-time-codes.ts";

type ChallengePurpose = Extract<CodePurpose, `passkey_${string}`>;

const challengeLifetimeMs = 5 * 60_000;

/** The bytes of a one-time code; browsers get them as base64url, which is the code itself again. */
export async function issueChallenge(
  writer: Writer,
  purpose: ChallengePurpose,
  userId: string | null,
  now: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const code = await issueCode(writer, { purpose, userId, now, lifetimeMs: challengeLifetimeMs });
  return Uint8Array.from(Buffer.from(code, "base64url"));
}

/** The challenge that a browser's answer claims to be to; throws `passkey_invalid` where it claims none. */
export function readChallenge(clientDataJSON: string): string {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    const { challenge } = data as { challenge?: unknown };
    if (typeof challenge === "string") return challenge;
  } catch (cause) {
    throw new AppError("passkey_invalid", { cause });
  }
  throw new AppError("passkey_invalid");
}

/** Uses a challenge up; throws `passkey_invalid` where it is used, old, or another's. */
export async function spendChallenge(
  writer: Writer,
  purpose: ChallengePurpose,
  challenge: string,
  userId: string | null,
  now: number,
): Promise<void> {
  const spent = await spendCode(writer, purpose, challenge, now);
  if (!spent || spent.user_id !== userId) throw new AppError("passkey_invalid");
}
