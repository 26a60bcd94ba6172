import type { Clock } from "./clock.ts";

/** One piece of work at a time over all tabs of this origin. */
export interface TabLock {
  /**
   * Runs `work` holding the lock, or without it where the browser has none or it stays taken too long: the server's
   * rules keep that right, only dearer. Aborting `waiting` gives up the place in the queue (and rejects).
   */
  run<T>(work: () => Promise<T>, waiting: AbortSignal): Promise<T>;
}

/** For `waiting`: a sign-in or sign-out keeps its place in the queue whatever else happens. */
export const always = new AbortController().signal;

const lockName = "gatehouse-session";
const longestWaitMs = 10_000;

/** A lock over the Web Locks API (never `steal`), or none where the browser has no `navigator.locks`. */
export function createTabLock(locks: LockManager | undefined, clock: Clock): TabLock {
  return {
    run: (work, waiting) => {
      if (waiting.aborted) return Promise.reject(waiting.reason as Error);
      return locks ? runInTurn(locks, clock, work, waiting) : work();
    },
  };
}

async function runInTurn<T>(
  locks: LockManager,
  clock: Clock,
  work: () => Promise<T>,
  waiting: AbortSignal,
): Promise<T> {
  const patience = new AbortController();
  const stopClock = clock.after(longestWaitMs, () => patience.abort());
  const options = { signal: AbortSignal.any([waiting, patience.signal]) };
  let isGranted = false;
  try {
    return await locks.request(lockName, options, () => {
      isGranted = true;
      stopClock();
      return work();
    });
  } catch (error) {
    // Not granted in time, or not at all: a browser that blocks site data refuses the lock itself.
    if (isGranted || waiting.aborted) throw error;
    return await work();
  } finally {
    stopClock();
  }
}
