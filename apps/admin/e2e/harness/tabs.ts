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

/** Waits until so many tabs hold the lock, and so many wait for it. */
export async function untilLocks(page: Page, counts: { held: number; pending: number }): Promise<void> {
  await until(async () => {
    const { held, pending } = await page.evaluate(() => navigator.locks.query());
    return held?.length === counts.held && pending?.length === counts.pending;
  });
}

/**
 * Stops the clock of all pages, a second from now: what shows from here on needed no more time than that, however long
 * a busy machine takes to paint it.
 */
export async function stopClock(context: BrowserContext): Promise<void> {
  const times = await Promise.all(context.pages().map((page) => page.evaluate(() => Date.now())));
  await context.clock.pauseAt(Math.max(...times) + 1_000);
}
