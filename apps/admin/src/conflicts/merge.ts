import type { RaRecord } from "react-admin";

export type Side = "mine" | "theirs";

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The fields, of those a person can edit, in which the two versions differ. */
export const differingFields = (sources: readonly string[], mine: object, theirs: RaRecord) =>
  sources.filter((source) => !isSame((mine as RaRecord)[source], theirs[source]));

/** Whoever alone changed a field since `base` is right about it; where both did, what was typed here is kept. */
export const proposeSide = (source: string, base: RaRecord | undefined, mine: object): Side =>
  base !== undefined && isSame(base[source], (mine as RaRecord)[source]) ? "theirs" : "mine";

/** The stored record with the chosen fields of one's own: the version is theirs, so that it saves. */
export function mergeRecords(
  mine: object,
  theirs: RaRecord,
  sides: Readonly<Record<string, Side>>,
): RaRecord {
  const kept = Object.entries(sides).filter(([, side]) => side === "mine");
  return { ...theirs, ...Object.fromEntries(kept.map(([source]) => [source, (mine as RaRecord)[source]])) };
}
