import { expect, it } from "vitest";
import { SimulatedLocks } from "./simulation/simulated-locks.ts";
import { settle, VirtualTime } from "./simulation/virtual-time.ts";
import { always, createTabLock, type TabLock } from "./tab-lock.ts";

function twoTabs(refusing?: LockManager) {
  const time = new VirtualTime();
  const locks = new SimulatedLocks();
  const open = (): TabLock =>
    createTabLock(refusing ?? locks.of({}), {
      wallNow: () => time.now,
      monotonicNow: () => time.now,
      after: (delayMs, work) => time.after(delayMs, work),
      random: () => 0,
    });
  return { time, first: open(), second: open() };
}

it("lets the next tab work when the first has finished", async () => {
  const { first, second } = twoTabs();
  const work = Promise.withResolvers<void>();
  const running = first.run(() => work.promise, always);
  let hasWorked = false;
  const waiting = second.run(async () => (hasWorked = true), always);
  await settle();
  expect(hasWorked).toBe(false);
  work.resolve();
  await Promise.all([running, waiting]);
  expect(hasWorked).toBe(true);
});

it("goes on without the lock after 10 s", async () => {
  const { time, first, second } = twoTabs();
  void first.run(() => new Promise(() => {}), always);
  let hasWorked = false;
  void second.run(async () => (hasWorked = true), always);
  await time.advance(9_999);
  expect(hasWorked).toBe(false);
  await time.advance(1);
  expect(hasWorked).toBe(true);
  expect(time.pendingTasks).toBe(0);
});

it("goes on without the lock where the browser refuses it, as with blocked site data", async () => {
  const request = () => Promise.reject(new DOMException("denied", "SecurityError"));
  const { time, second } = twoTabs({ request } as unknown as LockManager);
  expect(await second.run(() => Promise.resolve("worked"), always)).toBe("worked");
  expect(time.pendingTasks).toBe(0);
});

it("gives up its place when the wait is aborted, and does no work", async () => {
  const { time, first, second } = twoTabs();
  void first.run(() => new Promise(() => {}), always);
  const waiting = new AbortController();
  const given = second.run(() => Promise.reject(new Error("worked")), waiting.signal);
  await settle();
  waiting.abort(new Error("a token came"));
  await expect(given).rejects.toThrow("a token came");
  expect(time.pendingTasks).toBe(0);
});
