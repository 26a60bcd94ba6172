import { expect, test } from "vitest";
import { shareSync } from "./log-sync.ts";

/** A disk that takes as long as the test wants. */
function createSlowDisk() {
  const started: PromiseWithResolvers<void>[] = [];
  return {
    started,
    flush: () => {
      const one = Promise.withResolvers<void>();
      started.push(one);
      return one.promise;
    },
  };
}

/** What has been settled so far, after all that could be. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  const note = () => {
    settled = true;
  };
  promise.then(note, note);
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

test("is over when the disk says so", async () => {
  const { flush, started } = createSlowDisk();
  const waiting = shareSync(flush)();
  expect(await isSettled(waiting)).toBe(false);
  started[0]?.resolve();
  await waiting;
});

test("does not trust a sync that began before the commit, and shares the next one", async () => {
  const { flush, started } = createSlowDisk();
  const sync = shareSync(flush);
  const first = sync();
  expect(await isSettled(first)).toBe(false);
  const [second, third] = [sync(), sync()];
  started[0]?.resolve();
  await first;
  expect(await isSettled(second)).toBe(false);
  expect(started).toHaveLength(2);
  started[1]?.resolve();
  await Promise.all([second, third]);
});

test("never says again that something is on disk after one sync has failed", async () => {
  const { flush, started } = createSlowDisk();
  const sync = shareSync(flush);
  const first = sync();
  expect(await isSettled(first)).toBe(false);
  const second = sync();
  started[0]?.reject(new Error("EIO"));
  await expect(first).rejects.toThrow("EIO");
  await expect(second).rejects.toThrow("EIO");
  await expect(sync()).rejects.toThrow("EIO");
  expect(started).toHaveLength(1);
});
