import type { Session } from "@gatehouse/shared/sessions";
import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { readIdentity } from "../src/session/access-token-claims.ts";
import { problem } from "./harness/answers.ts";
import { signInToApi } from "./harness/api-client.ts";
import {
  admin,
  expectLogin,
  expectSignedIn,
  openPage,
  openSession,
  openTab,
  signOut,
  submitLogin,
  viewer,
} from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import {
  bringBack,
  cookieOf,
  dataRoute,
  lifetimeMs,
  logoutRoute,
  refreshRoute,
  sessionIdOf,
} from "./harness/tabs.ts";
import { withinASecond } from "./harness/within-a-second.ts";

const site = useSite();

const someRows = /1-25 of/;
const pendingMark = (page: Page) => page.evaluate(() => localStorage.getItem("gatehouse.pending-sign-out"));
const usersOf = (calls: { headers: { authorization?: string | undefined } }[]) =>
  new Set(calls.map(({ headers }) => readIdentity(headers.authorization ?? "")?.userId));

async function openRows(context: BrowserContext): Promise<Page> {
  const page = await openTab(context, "/customers");
  await page.getByText(someRows).waitFor();
  return page;
}

/** Asks the server, with whatever the browser's jar holds, for a token. */
async function refreshByJar(context: BrowserContext): Promise<number> {
  const headers = { origin: site.proxy.origin };
  return (await context.request.post("/api/refresh-token", { headers })).status();
}

it("12: a logout in one tab shows the login in the other within a second, and leaves no call and no row", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context);
  const other = await openRows(context);
  // Not even unsaved work stays: whoever signs out means this browser.
  await other.getByRole("link", { name: "New customer" }).click();
  await other.getByRole("textbox", { name: "Name" }).fill("Unsaved");
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  await page.bringToFront();
  await page.getByRole("button", { name: "Your account" }).click();
  await withinASecond(async () => {
    await page.getByRole("menuitem", { name: "Sign out" }).evaluate((item: HTMLElement) => item.click());
    await expectLogin(other);
  });
  await other.getByText("You signed out in another tab or window.").waitFor();
  await expectLogin(page);
  expect(await page.locator(".gh-message").count()).toBe(0);
  await context.clock.runFor(3_600_000);
  for (const tab of [page, other]) await bringBack(tab);
  await site.proxy.quiet();
  const calls = site.proxy.callsTo("/api/");
  expect(calls.map(({ path, status }) => [path, status])).toEqual([["/api/logout", 204]]);
  const held = site.proxy.hold("GET /api/customers");
  await submitLogin(other, admin, site.password);
  await expectSignedIn(other);
  expect(new URL(other.url()).pathname).toBe("/customers/create");
  expect(await other.getByRole("textbox", { name: "Name" }).inputValue()).toBe("");
  await other.getByRole("menuitem", { name: "Customers" }).click();
  await held.arrived;
  expect(await other.getByText(someRows).count()).toBe(0);
  held.lift();
  await other.getByText(someRows).waitFor();
});

it.each(["requests", "answers"] as const)(
  "13: a logout during a refresh wins, whether the refresh's %s are late",
  async (what) => {
    const context = await site.newContext();
    const page = await openPage(site, context);
    const held = site.proxy.hold(refreshRoute, what);
    await page.clock.fastForward(lifetimeMs);
    await held.arrived;
    await signOut(page);
    await expectLogin(page);
    held.lift();
    await site.proxy.quiet();
    expect(site.proxy.callsTo(logoutRoute).map(({ status }) => status)).toEqual([204]);
    expect(await refreshByJar(context)).toBe(401);
    await bringBack(page);
    await expectLogin(page);
    await page.reload();
    await expectLogin(page);
  },
);

it("14: a logout while the server can't be reached is done here at once, and told to the server before any refresh", async () => {
  const context = await site.newContext();
  await openSession(site, context, admin);
  const page = await openRows(context);
  const sessionId = await sessionIdOf(page);
  const outage = site.proxy.cut("/api/");
  await signOut(page);
  await expectLogin(page);
  await page.getByText("The server could not be reached; it will be told as soon as it can.").waitFor();
  expect(await pendingMark(page)).toBe(sessionId);
  expect(await cookieOf(context)).toBeDefined();
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  outage.lift();
  await page.reload();
  await expectLogin(page);
  await expect.poll(() => pendingMark(page)).toBe(null);
  const [logout] = site.proxy.callsTo(/^\/api\/(logout|refresh-token)/);
  expect(logout).toMatchObject({ path: "/api/logout", status: 204 });
  expect(JSON.parse(String(logout?.body))).toEqual({ sid: sessionId });
  expect(await refreshByJar(context)).toBe(401);
  const callApi = await signInToApi(site, admin);
  expect((await callApi<Session>("GET", `/api/sessions/${sessionId}`)).revokedAt).not.toBe(null);
});

it("14: a sign-in clears the mark of a logout that was never confirmed", async () => {
  const page = await openPage(site, await site.newContext());
  const failure = site.proxy.treat(logoutRoute, () => problem("unavailable"));
  await signOut(page);
  await expectLogin(page);
  await expect.poll(() => pendingMark(page)).not.toBe(null);
  await submitLogin(page, admin, site.password);
  await expectSignedIn(page);
  expect(await pendingMark(page)).toBe(null);
  failure.lift();
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  await page.reload();
  await expectSignedIn(page);
  expect(site.proxy.callsTo(logoutRoute)).toEqual([]);
});

it("15: when someone else signs in in one tab, the other drops the first one's rows before it draws", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context);
  const other = await openRows(context);
  await other.getByRole("menuitem", { name: "Users" }).waitFor();
  await signOut(page);
  await expectLogin(page);
  await expectLogin(other);
  site.proxy.calls.length = 0;
  const held = site.proxy.hold(dataRoute);
  await submitLogin(page, viewer, site.password);
  await expectSignedIn(other);
  await held.arrived;
  expect(await other.getByText(someRows).count()).toBe(0);
  held.lift();
  await other.getByRole("button", { name: "Your account" }).getByText("Viktor").waitFor();
  expect(await other.getByRole("menuitem", { name: "Users" }).count()).toBe(0);
  expect(usersOf(site.proxy.callsTo(dataRoute)).size).toBe(1);
});

it("15: a cookie that has become someone else's gives no token to the page of the first", async () => {
  const context = await site.newContext();
  await openSession(site, context, admin);
  const page = await openRows(context);
  await openSession(site, context, viewer);
  site.proxy.calls.length = 0;
  const held = site.proxy.hold(dataRoute);
  await page.clock.fastForward(lifetimeMs);
  await held.arrived;
  expect(await page.getByText(someRows).count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe("/");
  held.lift();
  await page.getByRole("button", { name: "Your account" }).getByText("Viktor").waitFor();
  expect(await page.getByRole("menuitem", { name: "Users" }).count()).toBe(0);
  expect(usersOf(site.proxy.callsTo(dataRoute)).size).toBe(1);
});

/** Goes elsewhere, does something there, and comes back; gives how the page was shown again. */
async function goAndComeBack(page: Page, whileAway: () => Promise<unknown>) {
  await page.evaluate(() => {
    const note = ({ persisted }: PageTransitionEvent) => {
      const wasPutAway = document.documentElement.hasAttribute("data-put-away");
      Object.assign(globalThis, { shown: { persisted, wasPutAway } });
    };
    addEventListener("pageshow", note, { capture: true, once: true });
  });
  await page.goto("/favicon.svg");
  await whileAway();
  await page.goBack({ waitUntil: "commit" });
  return await page.evaluate(() => (globalThis as unknown as { shown?: unknown }).shown);
}

it("17: going back to a page after a logout elsewhere shows the login, not the old rows", async () => {
  const context = await site.newContext();
  await openSession(site, context, admin);
  const page = await openRows(context);
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  const fromPageCache = { persisted: true, wasPutAway: true };
  expect(await goAndComeBack(page, () => Promise.resolve())).toEqual(fromPageCache);
  await page.getByText(someRows).waitFor();
  expect(site.proxy.callsTo("/api/")).toEqual([]);
  // As another tab does it, but for the message to the others, which would put the page out of the cache.
  const signOutUnheard = () =>
    page.evaluate(async () => {
      await fetch("/api/logout", { method: "POST" });
      localStorage.removeItem("gatehouse.session");
    });
  expect(await goAndComeBack(page, signOutUnheard)).toEqual(fromPageCache);
  await expectLogin(page);
  await page.getByText("You signed out in another tab or window.").waitFor();
  expect(await page.getByText(someRows).count()).toBe(0);
  expect(site.proxy.callsTo("/api/").map(({ path }) => path)).toEqual(["/api/logout"]);
});
