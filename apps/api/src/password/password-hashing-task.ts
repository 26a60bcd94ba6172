export type HashingTask =
  | { id: number; kind: "hash"; password: string }
  | { id: number; kind: "verify"; password: string; hash: string };

export type HashingAnswer = { id: number; value: string | boolean } | { id: number; error: string };

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
export const argon2Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const parameterPattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/;

/** Whether a stored hash was made with today's algorithm and parameters. */
export function isCurrentHash(hash: string): boolean {
  const match = parameterPattern.exec(hash);
  if (!match) return false;
  const [, memory, time, lanes] = match.map(Number);
  return (
    memory === argon2Options.memoryCost &&
    time === argon2Options.timeCost &&
    lanes === argon2Options.parallelism
  );
}
