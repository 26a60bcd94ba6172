const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** A duration in its two largest units: `3 days, 4 hours`. */
export function durationWords(seconds: number): string {
  const largest = units.findIndex(([, length]) => seconds >= length);
  if (largest === -1) return "Less than a minute";
  let left = seconds;
  const parts = units.slice(largest, largest + 2).map(([name, length]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return { name, count };
  });
  return parts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${name}${count === 1 ? "" : "s"}`)
    .join(", ");
}
