import { setTimeout as delay } from "node:timers/promises";

/** How long a write waits for another process's transaction. */
export const lockTimeoutMs = 5000;
/** What SQLite itself waits, holding up the event loop: enough for what other servers commit. */
export const heldUpMs = 2;
const retryIntervalMs = 10;

/**
 * Runs work that begins with taking the database's lock, again and again while another process holds it. Others are served
 * meanwhile, which they are not while SQLite waits by itself. Throws what the last try threw.
 */
export async function whenUnlocked<T>(work: () => T | Promise<T>, timeoutMs = lockTimeoutMs): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isLocked(error) || performance.now() >= deadline) throw error;
    }
    await delay(retryIntervalMs);
  }
}

/** Whether a statement failed only because another process was writing. */
export const isLocked = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
