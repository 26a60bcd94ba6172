import type { Clock } from "../clock.ts";
import type { Writer } from "../database/database.ts";
import { setLastSignIn } from "../database/user-queries.ts";
import { appendAuditEvent, type AuditContext } from "./audit-log.ts";

/** What is written down when somebody has signed in, in the transaction that opened the session. */
export async function noteSignIn(
  writer: Writer,
  { userId, sid }: { userId: string; sid: string },
  context: AuditContext,
  clock: Clock,
): Promise<void> {
  await setLastSignIn(writer, userId, clock.now());
  const about = { ...context, actorId: userId, sessionId: sid };
  await appendAuditEvent(writer, about, { type: "login.succeeded", resource: "users", recordId: userId });
}
