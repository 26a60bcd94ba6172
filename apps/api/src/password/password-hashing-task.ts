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

/** The hash of another system: taken over by an import and made anew at the next sign-in. */
export const isBcryptHash = (hash: string): boolean => bcryptPattern.test(hash);

/** Whether a hash can be verified, and without taking the machine for minutes. */
export function isAcceptableHash(hash: string): boolean {
  const bcryptCost = bcryptPattern.exec(hash)?.[1];
  if (bcryptCost !== undefined) return Number(bcryptCost) <= maxBcryptCost;
  const [, memory = Infinity, time = Infinity, lanes = Infinity] = (argon2Pattern.exec(hash) ?? []).map(
    Number,
  );
  return memory <= maxArgon2Memory && time <= maxArgon2Time && lanes <= maxArgon2Lanes;
}

const bcryptPattern = /^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
const argon2Pattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$[\w+/]{11,128}\$[\w+/]{16,128}$/;

const maxBcryptCost = 16;
/** KiB */
const maxArgon2Memory = 262_144;
const maxArgon2Time = 16;
const maxArgon2Lanes = 16;
