import type { BrowserContext, Page } from "playwright-core";
import { until } from "./until.ts";

/** The routes that a person's data comes by, and none of the session's own. */
export const dataRoute = /^\/api\/(?!refresh-token|token|logout)/;
export const refreshRoute = "POST /api/refresh-token";
export const logoutRoute = "POST /api/logout";

/** How long an access token lives. */
export const lifetimeMs = 300_000;

/** The refresh token in the browser's cookie jar. */
export async function cookieOf(context: BrowserContext): Promise<string | undefined> {
  return (await context.cookies()).find(({ name }) => name === "gatehouse")?.value;
}

/** Someone comes back to the tab: everything a browser tells a page then. */
export const bringBack = (page: Page) =>
  page.evaluate(() => {
    globalThis.dispatchEvent(new Event("focus"));
    document.dispatchEvent(new Event("visibilitychange"));
    globalThis.dispatchEvent(new Event("online"));
  });

/** The mark that a tab keeps of its session: the id, no token. */
export const sessionIdOf = (page: Page) => page.evaluate(() => localStorage.getItem("gatehouse.session"));

/** A page of the site's origin that runs nothing of ours. */
export async function openBarePage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/favicon.svg");
  return page;
}

/** Waits until so many tabs hold the session's lock, and so many wait for it. */
export async function untilLocks(page: Page, counts: { held: number; pending: number }): Promise<void> {
  await until(async () => {
    const { held = [], pending = [] } = await page.evaluate(() => navigator.locks.query());
    const count = (locks: LockInfo[]) => locks.filter(({ name }) => name === "gatehouse-session").length;
    return count(held) === counts.held && count(pending) === counts.pending;
  });
}

/** What tabs of this browser tell each other from now on comes late, as from tabs that are busy. */
export const delayMessages = (context: BrowserContext, delayMs: number) =>
  context.addInitScript((ms) => {
    const { prototype } = BroadcastChannel;
    const postAtOnce = prototype.postMessage;
    prototype.postMessage = function (message) {
      setTimeout(() => postAtOnce.call(this, message), ms);
    };
  }, delayMs);

/** Lets `AbortSignal.timeout` go by the page's clock. Gives the function that reads what was set so far. */
export async function timeOutByPageClock(
  context: BrowserContext,
): Promise<(page: Page) => Promise<number[]>> {
  await context.addInitScript(() => {
    const timeouts: number[] = [];
    Object.assign(globalThis, { timeouts });
    AbortSignal.timeout = (ms) => {
      timeouts.push(ms);
      const timeout = new AbortController();
      setTimeout(() => timeout.abort(new DOMException("", "TimeoutError")), ms);
      return timeout.signal;
    };
  });
  return (page) => page.evaluate(() => (globalThis as unknown as { timeouts: number[] }).timeouts);
}

/** Counts how often React draws, by the hook that its developer tools use, whether or not that changes the page. */
export async function countDrawings(context: BrowserContext): Promise<(page: Page) => Promise<number>> {
  await context.addInitScript(() => {
    const drawings = { count: 0 };
    const onCommitFiberRoot = () => (drawings.count += 1);
    const hook = { supportsFiber: true, inject: () => 1, onCommitFiberRoot, onCommitFiberUnmount: () => {} };
    Object.assign(globalThis, { drawings, __REACT_DEVTOOLS_GLOBAL_HOOK__: hook });
  });
  return (page) =>
    page.evaluate(() => (globalThis as unknown as { drawings: { count: number } }).drawings.count);
}
