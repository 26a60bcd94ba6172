import * as fc from "fast-check";
import { expect, it, vi } from "vitest";
import { SimulatedBrowser, type BrowserOptions } from "./simulation/simulated-browser.ts";
import type { SimulatedPage } from "./simulation/simulated-page.ts";

// Many runs, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

type Step =
  | { do: "open" | "go offline" | "go online" | "lose an answer" }
  | { do: "reload" | "close" | "call" | "wake" | "freeze" | "thaw" | "restore"; tab: number }
  | { do: "wait" | "sleep"; ms: number }
  | { do: "set the clock"; ms: number };

type SessionStep =
  | Step
  | { do: "sign out" | "abandon"; tab: number }
  | { do: "sign in"; tab: number; user: string }
  | { do: "revoke"; reason: "administrator" | "password_changed" };

const tab = fc.nat({ max: 3 });
const ms = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 10_000 }), fc.nat({ max: 400_000 }));

const honestStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("open", "go offline", "go online", "lose an answer") }),
  fc.record({ do: fc.constantFrom("reload", "close", "call", "wake", "freeze", "thaw", "restore"), tab }),
  fc.record({ do: fc.constantFrom("call", "reload", "wake"), tab }),
  fc.record({ do: fc.constantFrom("wait", "wait", "sleep"), ms }),
  fc.record({ do: fc.constant("set the clock"), ms: fc.constantFrom(-86_400_000, 0, 86_400_000) }),
);

const sessionStep: fc.Arbitrary<SessionStep> = fc.oneof(
  { weight: 6, arbitrary: honestStep },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("sign out", "abandon"), tab }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("sign in"), tab, user: fc.constantFrom("ada", "bob") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("revoke"),
      reason: fc.constantFrom("administrator", "password_changed"),
    }),
  },
);

/** Each leg of a call takes at most 3 s, so that a call stays under half the leeway. */
const delays = fc.array(fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 3_000 })), {
  minLength: 1,
  maxLength: 7,
});

const tabs = fc.integer({ min: 1, max: 3 });

/** Calls whose answer was of another user than the page that made them. */
const mixedUp: string[] = [];

async function call(page: SimulatedPage): Promise<void> {
  const before = page.client.state;
  const asked = before.status === "unknown" ? undefined : before.session?.userId;
  const user = await page.callApi().catch(() => asked);
  if (asked !== undefined && user !== asked) mixedUp.push(`${asked} got ${user}`);
}

async function run(browser: SimulatedBrowser, step: SessionStep): Promise<void> {
  if ("tab" in step) {
    const page = browser.pages[step.tab % Math.max(1, browser.pages.length)];
    if (page) await runOn(browser, page, step);
  } else if (step.do === "wait") await browser.time.advance(step.ms);
  else if (step.do === "sleep") await browser.time.sleep(step.ms);
  else if (step.do === "set the clock") browser.time.wallOffsetMs = step.ms;
  else if (step.do === "revoke") {
    for (const id of browser.server.sessions.keys()) browser.server.revoke(id, step.reason);
  } else if (step.do === "open" && browser.pages.length < 4) await browser.open();
  else if (step.do === "lose an answer") browser.answersToLose += 1;
  else setOnline(browser, step.do !== "go offline");
}

function setOnline(browser: SimulatedBrowser, isOnline: boolean): void {
  browser.isOnline = isOnline;
  if (isOnline) for (const page of browser.pages) page.client.wake();
}

async function runOn(
  browser: SimulatedBrowser,
  page: SimulatedPage,
  step: Extract<SessionStep, { tab: number }>,
): Promise<void> {
  const { client } = page;
  if (step.do === "reload") await browser.reload(page);
  else if (step.do === "sign in") {
    if (client.state.status === "ended")
      void client.login({ path: "/api/token", body: { username: step.user } });
  } else {
    const actions = {
      close: () => browser.close(page),
      call: () => void call(page),
      wake: () => client.wake(),
      freeze: () => page.freeze(),
      thaw: () => page.thaw(),
      restore: () => client.restore(),
      "sign out": () => void client.logout(),
      abandon: () => client.abandon(),
    };
    actions[step.do]();
  }
}

async function signedInBrowser({ tabs = 1, ...options }: BrowserOptions & { tabs?: number }) {
  const browser = new SimulatedBrowser(options);
  const page = await browser.open();
  await browser.time.advance(20_000);
  void page.client.login({ path: "/api/token", body: { username: "ada" } });
  await browser.time.advance(20_000);
  while (browser.pages.length < tabs) await browser.open();
  await browser.time.advance(20_000);
  return browser;
}

/** The network is good again, every tab is looked at, and time goes by. */
async function calmDown(browser: SimulatedBrowser): Promise<void> {
  browser.isOnline = true;
  browser.answersToLose = 0;
  if (browser.pages.length === 0) await browser.open();
  for (const round of [1, 2]) {
    for (const page of browser.pages) {
      page.thaw();
      page.client.wake();
      if (round === 2) void call(page);
    }
    await browser.time.advance(120_000);
  }
}

it("never signs an honest browser out, whatever happens to its tabs, its clock and its network", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(honestStep, { maxLength: 40 }),
      fc.record({ tabs, delays, hasLocks: fc.boolean(), hasChannel: fc.boolean() }),
      async (steps, options) => {
        const browser = await signedInBrowser(options);
        for (const step of steps) {
          await run(browser, step);
          expect(browser.pages.map((page) => page.client.state.status)).not.toContain("ended");
        }
        await calmDown(browser);
        expect(browser.server.thefts).toBe(0);
        expect(browser.pages.map((page) => page.userId)).toEqual(browser.pages.map(() => "ada"));
      },
    ),
    { numRuns: 400 },
  );
});

it("ends, whatever is done, with every tab in the one session that the cookie opens, or signed out", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(sessionStep, { maxLength: 40 }),
      fc.record({ tabs, delays, hasLocks: fc.boolean(), hasChannel: fc.boolean() }),
      async (steps, options) => {
        const browser = await signedInBrowser(options);
        mixedUp.length = 0;
        for (const step of steps) await run(browser, step);
        await calmDown(browser);
        const live = browser.server.isLive(browser.cookie);
        expect(browser.pages.map((page) => page.userId)).toEqual(browser.pages.map(() => live?.userId));
        expect(mixedUp).toEqual([]);
        expect(browser.server.thefts).toBe(0);
      },
    ),
    { numRuns: 400 },
  );
});

it("makes no more calls than its token's life asks for once nothing happens", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(sessionStep, { maxLength: 30 }),
      fc.record({ tabs, delays, hasChannel: fc.boolean() }),
      async (steps, options) => {
        const browser = await signedInBrowser(options);
        for (const step of steps) await run(browser, step);
        await calmDown(browser);
        browser.server.refreshes = 0;
        browser.server.signOuts = 0;
        await browser.time.advance(2_250_000);
        const isSignedIn = browser.server.isLive(browser.cookie) !== undefined;
        expect(browser.server.refreshes).toBeLessThanOrEqual(isSignedIn ? 11 * browser.pages.length : 0);
        expect(browser.server.signOuts).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
});

/** Five tabs whose token has run out call the API, each so long after the one before; gives how often was refreshed. */
async function refreshesOfFiveTabs(options: BrowserOptions, pauses: number[]): Promise<number> {
  const browser = await signedInBrowser({ ...options, tabs: 5 });
  browser.server.refreshes = 0;
  await browser.time.sleep(7_200_000);
  const calls: Promise<string>[] = [];
  for (const [index, page] of browser.pages.entries()) {
    page.client.wake();
    calls.push(page.callApi());
    await browser.time.advance(pauses[index] ?? 0);
  }
  await browser.time.advance(30_000);
  expect(await Promise.all(calls)).toEqual(browser.pages.map(() => "ada"));
  return browser.server.refreshes;
}

const pausesUpTo = (max: number) => fc.array(fc.nat({ max }), { minLength: 4, maxLength: 4 });
const messageDelaysUpTo = (max: number) => fc.array(fc.nat({ max }), { minLength: 1, maxLength: 7 });

it("makes one refresh for five tabs, whenever each of them wakes and however busy they are", async () => {
  await fc.assert(
    fc.asyncProperty(
      pausesUpTo(8_000),
      delays,
      messageDelaysUpTo(450),
      async (pauses, delays, messageDelays) => {
        expect(await refreshesOfFiveTabs({ delays, messageDelays }, pauses)).toBe(1);
      },
    ),
    { numRuns: 100 },
  );
});

it("makes one refresh for five tabs that wait for it, though the lock comes up to 900 ms before the token", async () => {
  await fc.assert(
    fc.asyncProperty(
      pausesUpTo(20),
      delays,
      messageDelaysUpTo(900),
      async (pauses, delays, messageDelays) => {
        expect(await refreshesOfFiveTabs({ delays, messageDelays }, pauses)).toBe(1);
      },
    ),
    { numRuns: 100 },
  );
});
