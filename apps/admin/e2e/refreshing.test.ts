import { expect, it } from "vitest";
import {
  admin,
  expectLogin,
  expectSignedIn,
  openPage,
  openSession,
  openTab,
  openTabBehind,
  visit,
} from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import {
  bringBack,
  cookieOf,
  countDrawings,
  dataRoute,
  delayMessages,
  lifetimeMs,
  openBarePage,
  refreshRoute,
  timeOutByPageClock,
  untilLocks,
} from "./harness/tabs.ts";
import { until } from "./harness/until.ts";

// Without leeway each refresh rotates, and a second call with the same cookie would be taken for theft at once.
const site = useSite(() => ({ REFRESH_LEEWAY: "0" }));

const refreshes = () => site.proxy.callsTo(refreshRoute);

/** Longer than a tab waits that has nobody to wait for. */
const lateMs = 150;

it("1: serves all callers of a tab with an expired token by one refresh", async () => {
  const page = await openPage(site, await site.newContext());
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  const held = site.proxy.hold(refreshRoute);
  await page.clock.fastForward(lifetimeMs);
  await held.arrived;
  await visit(page, "Your devices");
  await visit(page, "Profile");
  await visit(page, "Your devices");
  expect(site.proxy.callsTo(dataRoute)).toEqual([]);
  held.lift();
  await page.getByText("This device", { exact: false }).first().waitFor();
  expect(refreshes()).toHaveLength(1);
  const tokens = new Set(site.proxy.callsTo(dataRoute).map(({ headers }) => headers.authorization));
  expect(tokens.size).toBe(1);
});

it("1: serves five tabs with expired tokens by one refresh, though the lock comes before the token", async () => {
  const context = await site.newContext();
  await delayMessages(context, lateMs);
  await openSession(site, context, admin);
  const pages = await Promise.all(Array.from({ length: 5 }, () => openTabBehind(context)));
  for (const page of pages) await expectSignedIn(page);
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  const held = site.proxy.hold(refreshRoute);
  await context.clock.fastForward(lifetimeMs);
  await held.arrived;
  await untilLocks(pages[0]!, { held: 1, pending: 4 });
  held.lift();
  for (const page of pages) await visit(page, "Your devices");
  for (const page of pages) await page.getByText("This device", { exact: false }).first().waitFor();
  expect(refreshes().map(({ status }) => status)).toEqual([200]);
  const tokens = new Set(site.proxy.callsTo(dataRoute).map(({ headers }) => headers.authorization));
  expect(tokens.size).toBe(1);
});

it("2: takes the token of a living tab over in a new tab and in a reload, without a refresh, however busy that is", async () => {
  const context = await site.newContext();
  await delayMessages(context, lateMs);
  const first = await openPage(site, context);
  site.proxy.calls.length = 0;
  await openTab(context);
  await first.reload();
  await expectSignedIn(first);
  expect(refreshes()).toEqual([]);
});

it("3: stays signed in over ten reloads during a slow refresh, and nothing looks like theft", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context);
  site.proxy.calls.length = 0;
  // Each answer waits for the second reload after it; a browser has no more than six connections to hold.
  const arrivals = Array.from({ length: 11 }, () => Promise.withResolvers<void>());
  const lastMayGo = Promise.withResolvers<void>();
  let count = 0;
  site.proxy.treat(refreshRoute, async (forward) => {
    const order = (count += 1);
    const answer = await forward();
    arrivals[order]?.resolve();
    await (order < 10 ? arrivals[Math.min(order + 2, 10)]?.promise : lastMayGo.promise);
    return answer;
  });
  for (let reload = 1; reload <= 10; reload += 1) {
    await page.reload({ waitUntil: "commit" });
    await arrivals[reload]?.promise;
  }
  // A late answer brings an older cookie back. That is what the leeway is for; without it the newest has to come last.
  await until(() => refreshes().filter(({ isOver }) => isOver).length === 9);
  await page.evaluate(() => fetch("/healthz"));
  lastMayGo.resolve();
  await expectSignedIn(page);
  await page.reload();
  await expectSignedIn(page);
  expect(refreshes().map(({ status }) => status)).not.toContain(401);
});

it("4: refreshes by a bare POST that outlives the page, so that the new cookie arrives", async () => {
  const context = await site.newContext();
  // A page that goes away may take a plain fetch with it or not, as the browser likes: what is asked for counts.
  await context.addInitScript(() => {
    const kept: string[] = [];
    const plainFetch = globalThis.fetch;
    Object.assign(globalThis, { kept });
    globalThis.fetch = (input, init) => {
      if (init?.keepalive) kept.push(new Request(input).url);
      return plainFetch(input, init);
    };
  });
  const page = await openPage(site, context);
  const before = await cookieOf(context);
  const held = site.proxy.hold(refreshRoute);
  await page.clock.fastForward(lifetimeMs);
  await held.arrived;
  const kept = await page.evaluate(() => (globalThis as unknown as { kept: string[] }).kept);
  expect(kept.at(-1)).toBe(`${site.proxy.origin}/api/refresh-token`);
  expect(kept).toHaveLength(refreshes().length);
  await page.close();
  held.lift();
  await until(async () => (await cookieOf(context)) !== before);
  const { method, headers, body } = refreshes().at(-1)!;
  expect([method, body.length]).toEqual(["POST", 0]);
  expect(headers).not.toHaveProperty("content-type");
  expect(headers).not.toHaveProperty("authorization");
});

it("4: a query that is given up does not take the refresh with it, and a refresh is given up after 8 s", async () => {
  const context = await site.newContext();
  const timeouts = await timeOutByPageClock(context);
  const page = await openPage(site, context);
  const held = site.proxy.hold(refreshRoute);
  await page.clock.fastForward(lifetimeMs);
  await held.arrived;
  await visit(page, "Your devices");
  await visit(page, "Profile");
  expect((await timeouts(page)).at(-1)).toBe(8_000);
  await Promise.all([
    page.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/refresh-token")),
    page.clock.fastForward(8_000),
  ]);
  await page.getByText("Reconnecting").waitFor();
  held.lift();
  await page.getByRole("button", { name: "Try now" }).click();
  await page.getByText("Reconnecting").waitFor({ state: "hidden" });
});

it("5: waits for the lock no longer than 10 s, and refreshes without it then", async () => {
  const context = await site.newContext();
  const holder = await openBarePage(context);
  const page = await openPage(site, context);
  await holder.evaluate(() => {
    void navigator.locks.request("gatehouse-session", () => new Promise(() => {}));
  });
  await untilLocks(holder, { held: 1, pending: 0 });
  site.proxy.calls.length = 0;
  await context.clock.fastForward(lifetimeMs);
  await untilLocks(holder, { held: 1, pending: 1 });
  expect(refreshes()).toEqual([]);
  await context.clock.fastForward(10_000);
  await visit(page, "Your devices");
  await page.getByText("This device", { exact: false }).first().waitFor();
  expect(refreshes()).toHaveLength(1);
  await untilLocks(holder, { held: 1, pending: 0 });
});

it.each([1, -1])("10: makes neither storm nor lock-out of a clock that is set %i day off", async (days) => {
  const page = await openPage(site, await site.newContext());
  site.proxy.calls.length = 0;
  await page.clock.setSystemTime(Date.now() + days * 86_400_000);
  await bringBack(page);
  await visit(page, "Your devices");
  await page.getByText("This device", { exact: false }).first().waitFor();
  await page.reload();
  await expectSignedIn(page);
  await page.clock.runFor(60_000);
  expect(refreshes().length).toBeLessThanOrEqual(2);
  expect(new Set(site.proxy.callsTo("/api/").map(({ status }) => status))).toEqual(new Set([200]));
});

it("10: refreshes at about 75 % of the lifetime, and does not before", async () => {
  const page = await openPage(site, await site.newContext());
  site.proxy.calls.length = 0;
  await page.clock.runFor(lifetimeMs * 0.7);
  expect(refreshes()).toEqual([]);
  await page.clock.runFor(lifetimeMs * 0.1);
  await until(() => refreshes().length === 1);
});

it("11: makes one refresh after two hours of sleep, before the first data request", async () => {
  const page = await openPage(site, await site.newContext());
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  await page.clock.fastForward(7_200_000);
  await bringBack(page);
  await visit(page, "Your devices");
  await page.getByText("This device", { exact: false }).first().waitFor();
  const paths = site.proxy.callsTo("/api/").map(({ path }) => path);
  expect(paths.filter((path) => path === "/api/refresh-token")).toHaveLength(1);
  expect(paths[0]).toBe("/api/refresh-token");
});

it("16: makes no request and draws nothing when a page with a fresh token gets the focus; a dirty form stays", async () => {
  const context = await site.newContext();
  const drawings = await countDrawings(context);
  const page = await openPage(site, context);
  const before = await drawings(page);
  await page.getByLabel("First name").fill("Unsaved");
  await page.waitForLoadState("networkidle");
  const atRest = await drawings(page);
  expect(atRest).toBeGreaterThan(before);
  site.proxy.calls.length = 0;
  await bringBack(page);
  await page.clock.runFor(2_000);
  expect(await drawings(page)).toBe(atRest);
  expect(site.proxy.calls).toEqual([]);
  expect(await page.getByLabel("First name").inputValue()).toBe("Unsaved");
});

it("18: keeps no token in any storage", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context);
  await page.clock.fastForward(lifetimeMs);
  await visit(page, "Your devices");
  const stored = await page.evaluate(async () => ({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    cookies: document.cookie,
    history: history.state as unknown,
  }));
  const text = JSON.stringify(stored);
  expect(text).not.toMatch(/eyJ|[\w-]{43}/);
  expect(text).not.toContain((await cookieOf(context))!);
  expect(stored).toMatchObject({ databases: [], caches: [], cookies: "" });
});

it("18: a stranger causes one refresh, at most one question to other tabs, and then nothing", async () => {
  const context = await site.newContext();
  const listener = await openBarePage(context);
  await listener.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    new BroadcastChannel("gatehouse-session-1").addEventListener("message", ({ data }) => heard.push(data));
  });
  const page = await context.newPage();
  await page.goto("/invoices");
  await expectLogin(page);
  await page.getByRole("heading", { name: "Demo accounts" }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(site.proxy.callsTo("/api/").map(({ path }) => path)).toEqual(["/api/refresh-token"]);
  site.proxy.calls.length = 0;
  await bringBack(page);
  await page.clock.runFor(3_600_000);
  await bringBack(page);
  await site.proxy.quiet();
  expect(site.proxy.calls).toEqual([]);
  const heard = await listener.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
  expect([[], [{ type: "ask" }]]).toContainEqual(heard);
});

it("19: makes one refresh for one page load", async () => {
  const context = await site.newContext();
  await openPage(site, context);
  await site.proxy.quiet();
  expect(refreshes()).toHaveLength(1);
});
