/** Time as the session client sees it: two clocks, since either alone can lie, and timers that can be cancelled. */
export interface Clock {
  /** Milliseconds since the epoch; jumps when a person sets the clock. */
  wallNow(): number;
  /** Milliseconds from an arbitrary start; may stand still while the machine sleeps. */
  monotonicNow(): number;
  /** Runs `work` once after `delayMs` and returns the function that cancels it. */
  after(delayMs: number, work: () => void): () => void;
  /** Evenly spread in [0, 1), for jitter. */
  random(): number;
}

/** A larger delay makes `setTimeout` fire at once. */
const longestTimeoutMs = 2 ** 31 - 1;

export const browserClock: Clock = {
  wallNow: () => Date.now(),
  monotonicNow: () => performance.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, Math.min(Math.max(delayMs, 0), longestTimeoutMs));
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** A point on both clocks. */
export interface Instant {
  wall: number;
  monotonic: number;
}

export function instantNow(clock: Clock): Instant {
  return { wall: clock.wallNow(), monotonic: clock.monotonicNow() };
}

/** Milliseconds since `start`: the larger of the two clocks, so that sleep counts and a clock set back does not. */
export function elapsedMs(clock: Clock, start: Instant): number {
  return Math.max(clock.wallNow() - start.wall, clock.monotonicNow() - start.monotonic, 0);
}
