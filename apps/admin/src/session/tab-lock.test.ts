import { expect, it } from "vitest";
import { SimulatedLocks } from "./simulation/simulated-locks.ts";
import { settle, VirtualTime } from "./simulation/virtual-time.ts";
import { always, createTabLock, type TabLock } from "./tab-lock.ts";

function twoTabs() {
  const time = new VirtualTime();
  const locks = new SimulatedLocks();
  const open = (): TabLock =>
    createTabLock(locks.of({}), {
      wallNow: () => time.now,
      monotonicNow: () => time.now,
      after: (delayMs, work) => time.after(delayMs, work),
      random: () => 0,
    });
  return { time, first: open(), second: open() };
}

const tellWhetherTaken = (wasTaken: boolean) => Promise.resolve(wasTaken);

it("says that a free lock was free", async () => {
  expect(await twoTabs().first.run(tellWhetherTaken, always)).toBe(false);
});

it("lets the next tab work when the first has finished, and says that it had to wait", async () => {
  const { first, second } = twoTabs();
  const work = Promise.withResolvers<void>();
  const running = first.run(() => work.promise, always);
  let told: boolean | undefined;
  const waiting = second.run(async (wasTaken) => (told = wasTaken), always);
  await settle();
  expect(told).toBeUndefined();
  work.resolve();
  await Promise.all([running, waiting]);
  expect(told).toBe(true);
});

it("goes on without the lock after 10 s", async () => {
  const { time, first, second } = twoTabs();
  void first.run(() => new Promise(() => {}), always);
  let told: boolean | undefined;
  void second.run(async (wasTaken) => (told = wasTaken), always);
  await time.advance(9_999);
  expect(told).toBeUndefined();
  await time.advance(1);
  expect(told).toBe(true);
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
