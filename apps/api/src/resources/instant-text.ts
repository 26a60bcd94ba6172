const dayMs = 86_400_000;
const keptDays = 1000;

/** "2026-01-31T" by the day's number: the costly part, and the same for most rows of a page. */
const days = new Map<number, string>();

/** What `Date.prototype.toISOString` gives, several times as fast. */
export function instantText(ms: number): string {
  const day = Math.floor(ms / dayMs);
  const rest = ms - day * dayMs;
  const seconds = Math.floor(rest / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${dayText(day)}${two(hours)}:${two(minutes)}:${two(seconds % 60)}.${three(rest % 1000)}Z`;
}

function dayText(day: number): string {
  const kept = days.get(day);
  if (kept !== undefined) return kept;
  if (days.size >= keptDays) days.clear();
  const [date = ""] = new Date(day * dayMs).toISOString().split("T");
  days.set(day, `${date}T`);
  return `${date}T`;
}

const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);
const three = (value: number) => (value < 100 ? `0${two(value)}` : `${value}`);
