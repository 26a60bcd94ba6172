import { expect } from "vitest";

/** Fails unless the work is done within a second of real time, which no clock of a page has a part in. */
export async function withinASecond(work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  await work();
  expect(performance.now() - startedAt).toBeLessThan(1_000);
}
