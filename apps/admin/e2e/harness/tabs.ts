import type { BrowserContext, Page } from "playwright-core";

/** The routes that a person's data comes by, and none of the session's own. */
export const dataRoute = /^\/api\/(?!refresh-token|token|logout|sign-in-options)/;
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
