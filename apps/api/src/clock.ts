/** Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** The system's clock, but one that never runs backwards within the process. */
export function createSystemClock(): Clock {
  let latest = 0;
  return {
    now() {
      latest = Math.max(latest, Date.now());
      return latest;
    },
  };
}
