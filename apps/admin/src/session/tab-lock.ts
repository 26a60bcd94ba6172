import type { Clock } from "./clock.ts";

/** One piece of work at a time over all tabs of this origin. */
export interface TabLock {
  /**
   * Runs `work` holding the lock, or without it where there is none or it stays taken too long: the server's
   * rules keep that right, only dearer. `wasTaken` says that another tab has held it meanwhile. Aborting `waiting`
   * gives up the place in the queue (and rejects).
   */
  run<T>(work: (wasTaken: boolean) => Promise<T>, waiting: AbortSignal): Promise<T>;
}

/** For `waiting`: a sign-in or sign-out keeps its place in the queue whatever else happens. */
export const always = new AbortController().signal;

const lockName = "gatehouse-session";
const longestWaitMs = 10_000;

/** A lock over the Web Locks API (never `steal`), or none where the browser has no `navigator.locks`. */
export function createTabLock(locks: LockManager | undefined, clock: Clock): TabLock {
  if (!locks) return unlocked;
  return {
    run: async (work, waiting) => {
      const done = await runIfFree(locks, () => work(false), waiting);
      return done ? done.result : await runInTurn(locks, clock, () => work(true), waiting);
    },
  };
}

const unlocked: TabLock = {
  run: (work, waiting) => (waiting.aborted ? Promise.reject(waiting.reason as Error) : work(false)),
};

/** Asked for first: how long a grant takes says nothing on a busy machine, where a free lock comes late as well. */
function runIfFree<T>(locks: LockManager, work: () => Promise<T>, waiting: AbortSignal) {
  return locks.request(lockName, { ifAvailable: true }, async (lock) => {
    waiting.throwIfAborted();
    return lock ? { result: await work() } : undefined;
  });
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
    if (isGranted || waiting.aborted || !patience.signal.aborted) throw error;
    return await work();
  } finally {
    stopClock();
  }
}
