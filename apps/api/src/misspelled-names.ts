/** Shorter names are too close to what others use. */
const minLength = 8;

/** A known name that `name` misses by one letter: one too many, one too few, a wrong one, or two that changed places. */
export function findMisspelled(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  return known.find((candidate) => candidate.length >= minLength && isOneOff(name, candidate));
}

function isOneOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1);
  const areSwapped = short[start] === long[start + 1] && short[start + 1] === long[start];
  const end = start + (areSwapped ? 2 : 1);
  return short.slice(end) === long.slice(end);
}
