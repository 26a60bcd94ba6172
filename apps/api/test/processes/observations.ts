import { setImmediate } from "node:timers/promises";
import type { Answer } from "./jar-client.ts";

export interface Observation {
  sentAt: number;
  status: number | "none";
  code: string | undefined;
}

/** Asks without pause until `isOver` is true of an answer; throws with the last answers where that takes too long. */
export async function observeUntil(
  ask: () => Promise<Answer>,
  isOver: (observation: Observation) => boolean,
  deadlineMs: number,
): Promise<Observation[]> {
  const observations: Observation[] = [];
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const sentAt = performance.now();
    const observation = await ask().then(
      ({ status, code }): Observation => ({ sentAt, status, code }),
      (): Observation => ({ sentAt, status: "none", code: undefined }),
    );
    observations.push(observation);
    if (isOver(observation)) return observations;
    if (performance.now() > deadline) {
      throw new Error(`Not within ${deadlineMs} ms: ${JSON.stringify(observations.slice(-3))}`);
    }
    await setImmediate();
  }
}

/** When the last request was sent that was still answered with 200, since `from`; 0 where none was. */
export const lastAcceptedAfter = (observations: Observation[], from: number): number =>
  Math.max(0, ...observations.filter(({ status }) => status === 200).map(({ sentAt }) => sentAt - from));
