const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/** The pause before try number `failures + 1`: doubling, and between half and all of it, so that tabs don't march in step. */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, failures - 1));
  return ceiling * (0.5 + random / 2);
}
