import type { AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Writer } from "../../database/database.ts";
import { lockUser, type UserRow } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import type { Amr } from "../../second-factor-port.ts";
import { findEnrolledFactors, hasFactor, methodsOf } from "./enrolled-factors.ts";

/** For so long after a sign-in or a proof nobody is asked again. */
const recentMs = 10 * 60_000;

const hasShownTwo = (amr: string) => (JSON.parse(amr) as string[]).includes("mfa");

/** The session of a person's own request; a personal access token has none and may not touch factors. */
export function requireSession({ sessionId }: AuditContext): string {
  if (sessionId === null) throw new AppError("insufficient_scope");
  return sessionId;
}

/** What a session has shown of its person, with his row held. */
async function readShown(writer: Writer, userId: string, context: AuditContext) {
  const sid = requireSession(context);
  const user = await lockUser(writer, userId);
  if (!user) throw new AppError("account_disabled");
  const session = await writer
    .selectFrom("sessions")
    .select(["amr", "authenticated_at"])
    .where("id", "=", sid)
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (!session) throw new AppError("session_revoked");
  const factors = await findEnrolledFactors(writer, userId);
  const isEnough = hasShownTwo(session.amr) || !hasFactor(factors);
  return { user, factors, isEnough, provenAt: session.authenticated_at };
}

/** Makes sure that the session of whoever has a second factor has shown it. Throws `reauthentication_required`. */
export async function requireShownFactor(
  writer: Writer,
  userId: string,
  context: AuditContext,
): Promise<void> {
  const { factors, isEnough } = await readShown(writer, userId, context);
  if (isEnough) return;
  throw new AppError("reauthentication_required", { members: { methods: methodsOf(factors) } });
}

/**
 * Holds the user's row and makes sure that it is still he who signed in: a moment ago, and by a second factor where he
 * has one. Throws `reauthentication_required`, with the methods that would do.
 */
export async function requireRecentProof(
  writer: Writer,
  userId: string,
  context: AuditContext,
  clock: Clock,
): Promise<UserRow> {
  const { user, factors, isEnough, provenAt } = await readShown(writer, userId, context);
  if (isEnough && clock.now() - provenAt < recentMs) return user;
  const methods = [...(isEnough && user.password_hash !== null ? ["password"] : []), ...methodsOf(factors)];
  throw new AppError("reauthentication_required", { members: { methods } });
}

/** Notes in the session that its person has just shown who he is, and by what. */
export async function noteProof(writer: Writer, sid: string, shown: Amr, clock: Clock): Promise<void> {
  const session = await writer
    .selectFrom("sessions")
    .select("amr")
    .where("id", "=", sid)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (!session) throw new AppError("session_revoked");
  const amr = JSON.stringify([...new Set([...(JSON.parse(session.amr) as string[]), ...shown])]);
  await writer
    .updateTable("sessions")
    .set({ amr, authenticated_at: clock.now() })
    .where("id", "=", sid)
    .where("revoked_at", "is", null)
    .execute();
}
