import { setImmediate } from "node:timers/promises";
import fc from "fast-check";

/** Something to do, begun after so many turns of the event loop. */
export interface Start<Kind extends string> {
  kind: Kind;
  turns: number;
}

/** Up to `max` of these kinds of things, begun at any moment around each other. */
export const starts = <Kind extends string>(
  kinds: readonly Kind[],
  max: number,
): fc.Arbitrary<Start<Kind>[]> => fc.array(start(kinds), { minLength: 1, maxLength: max });

export const start = <Kind extends string>(kinds: readonly Kind[]): fc.Arbitrary<Start<Kind>> =>
  fc.record({ kind: fc.constantFrom(...kinds), turns: fc.nat({ max: 60 }) });

/** Lets so many turns of the event loop go by. */
export async function passTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
}
