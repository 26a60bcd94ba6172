import type { SessionPorts } from "./session-ports.ts";
import { always } from "./tab-lock.ts";

/**
 * Tells the server of a sign-out that is marked as pending; false where it can't be reached. Whoever holds the lock next
 * finds the mark gone when it is done.
 */
export async function confirmSignOut(
  { lock, marks, transport }: Pick<SessionPorts, "lock" | "marks" | "transport">,
  sessionId: string,
  accessToken: string | undefined,
): Promise<boolean> {
  const isConfirmed = await lock.run(async () => {
    if (marks.pendingSignOut !== sessionId) return true;
    return await transport.signOut(sessionId, accessToken);
  }, always);
  if (marks.pendingSignOut === sessionId && isConfirmed) marks.pendingSignOut = undefined;
  return isConfirmed;
}
