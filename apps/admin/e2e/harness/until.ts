import { vi } from "vitest";

/** Waits for a condition that no event tells of. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(condition, { timeout: 30_000, interval: 20 });
}
