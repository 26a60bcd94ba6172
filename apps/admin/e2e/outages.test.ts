import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { html, problem, wait } from "./harness/answers.ts";
import type { Answer, Treatment } from "./harness/own-proxy.ts";
import { admin, expectLogin, expectSignedIn, openPage, visit } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import { bringBack, cookieOf, lifetimeMs, logoutRoute, refreshRoute } from "./harness/tabs.ts";
import { until } from "./harness/until.ts";

const site = useSite();

/** REFRESH_LEEWAY, unless it is set. */
const leewayMs = 20_000;

/** A session that is older than the leeway when its test begins, so that it is waited for while others run. */
const early = { token: "", signedInAt: Infinity };

beforeAll(async () => {
  const answer = await fetch(`${site.proxy.origin}/api/token`, {
    method: "POST",
    body: new URLSearchParams({ username: admin, password: site.password }),
  });
  const cookie = answer.headers.getSetCookie().find((each) => each.startsWith("gatehouse="));
  early.token = /=(?<token>[^;]+)/.exec(cookie ?? "")?.groups?.["token"] ?? "";
  early.signedInAt = Date.now();
});

const refreshes = () => site.proxy.callsTo(refreshRoute);
const waitForDevices = (page: Page) => page.getByText("This device", { exact: false }).first().waitFor();

const broken: Answer = { status: 200, headers: { "content-type": "application/json" }, body: '{"access_' };
const bare: Answer = { status: 401 };

const noRefusals: [string, Treatment][] = [
  ["a cut connection", () => "cut"],
  ["a 500", () => problem("internal_error")],
  ["a 502 in HTML", () => html(502)],
  ["a 401 in HTML", () => html(401)],
  ["a bare 401", () => bare],
  ["a 401 with a code that is none of the session's", () => problem("token_invalid")],
  ["a body that breaks off", () => broken],
  ["a 429", () => wait(1)],
];

it("6: a 500, a 429 or anything else that is no refusal ends no session: the page waits and goes on", async () => {
  const page = await openPage(site, await site.newContext());
  for (const [what, treatment] of noRefusals) {
    const outage = site.proxy.treat(refreshRoute, treatment);
    await page.clock.fastForward(lifetimeMs);
    await visit(page, "Your devices");
    await page.getByRole("alert").getByRole("button", { name: "Try now" }).waitFor();
    await expectSignedIn(page);
    outage.lift();
    await page.clock.runFor(1_000);
    await waitForDevices(page);
    await page.getByRole("button", { name: "Try now" }).waitFor({ state: "detached" });
    const asked = [refreshes().length > 0, site.proxy.callsTo(logoutRoute)];
    expect({ what, asked }).toEqual({ what, asked: [true, []] });
    await page.goBack();
    site.proxy.calls.length = 0;
  }
});

it("6: waits as long as Retry-After asks, whatever else happens, and no longer", async () => {
  const page = await openPage(site, await site.newContext());
  const limit = site.proxy.treat(refreshRoute, () => wait(600));
  await page.clock.fastForward(lifetimeMs);
  await visit(page, "Your devices");
  await page.getByText("The server asks us to wait.").waitFor();
  await site.proxy.quiet();
  const callsSoFar = refreshes().length;
  limit.lift();
  await bringBack(page);
  await page.clock.runFor(500_000);
  await bringBack(page);
  expect(refreshes().length).toBe(callsSoFar);
  await page.clock.runFor(100_000);
  await waitForDevices(page);
});

it("6: tries again at once when the browser is online again or the page is looked at", async () => {
  const page = await openPage(site, await site.newContext());
  const outage = site.proxy.cut(refreshRoute);
  await page.clock.fastForward(lifetimeMs);
  await visit(page, "Your devices");
  await page.getByText("Reconnecting").waitFor();
  // Many failures on, the next try would be half a minute off.
  await until(async () => {
    await page.clock.runFor(5_000);
    return refreshes().length >= 8;
  });
  await site.proxy.quiet();
  outage.lift();
  await bringBack(page);
  await waitForDevices(page);
  expect(refreshes().at(-1)?.status).toBe(200);
});

it("6: says that the address is not allowed, and does not try for ever", async () => {
  const page = await openPage(site, await site.newContext());
  site.proxy.treat(refreshRoute, () => problem("origin_not_allowed"));
  await page.reload();
  await page.getByRole("heading", { name: "This address is not allowed to sign in." }).waitFor();
  await site.proxy.quiet();
  const callsSoFar = refreshes().length;
  await page.clock.runFor(3_600_000);
  expect(refreshes().length).toBe(callsSoFar);
  expect(site.proxy.callsTo(logoutRoute)).toEqual([]);
});

it.each([
  ["refresh_invalid", "Your session is no longer known to the server."],
  ["session_expired", "Your session has expired."],
  ["account_disabled", "This account has been disabled."],
] as const)("6: %s on a refresh ends the session and says so", async (code, words) => {
  const page = await openPage(site, await site.newContext());
  await site.proxy.quiet();
  site.proxy.treat(refreshRoute, () => problem(code));
  await page.clock.fastForward(lifetimeMs);
  await expectLogin(page);
  await page.getByText(words).waitFor();
  expect(site.proxy.callsTo(logoutRoute)).toEqual([]);
});

it.each([
  ["can't be reached", () => "cut"],
  ["is behind a gateway that answers for it", () => html(503)],
] as [string, Treatment][])(
  "7: a reload while the API %s waits, and recovers by itself",
  async (_, treatment) => {
    const link = "/profile/sessions?from=mail#second";
    const page = await openPage(site, await site.newContext(), { at: link });
    await waitForDevices(page);
    const outage = site.proxy.treat("/api/", treatment);
    await page.reload();
    await page.getByRole("heading", { name: "Reconnecting…" }).waitFor();
    expect(await page.getByLabel("Password").count()).toBe(0);
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await until(() => refreshes().length >= 2);
    outage.lift();
    await waitForDevices(page);
    await expectSignedIn(page);
    expect(page.url()).toBe(site.proxy.origin + link);
    expect(await page.evaluate(() => "isSamePage" in globalThis)).toBe(true);
    expect(site.proxy.callsTo(logoutRoute)).toEqual([]);
  },
);

async function boxOf(page: Page, role: "banner" | "alert") {
  const box = await page.getByRole(role).first().boundingBox();
  if (!box) throw new Error(`There is no ${role} to be seen.`);
  return box;
}

it("7: turning to another page while the API is down signs nobody out", async () => {
  const page = await openPage(site, await site.newContext());
  const outage = site.proxy.cut("/api/");
  await page.clock.fastForward(lifetimeMs);
  await visit(page, "Your devices");
  await page.getByText("Reconnecting").waitFor();
  const [bar, banner] = await Promise.all([boxOf(page, "banner"), boxOf(page, "alert")]);
  expect(banner.y).toBeGreaterThanOrEqual(bar.y + bar.height);
  await page.getByRole("menuitem", { name: "Customers" }).click();
  await until(() => new URL(page.url()).pathname === "/customers");
  outage.lift();
  await page.getByText(/1-25 of/).waitFor();
  expect(site.proxy.callsTo(logoutRoute)).toEqual([]);
});

it("8: a reload shows no login on the way and stays where it is", async () => {
  const page = await openPage(site, await site.newContext());
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      if (document.querySelector("input[type=password]")) seen.push(location.pathname);
      if (location.pathname === "/login") seen.push("/login");
    }).observe(document, { subtree: true, childList: true });
  });
  for (const link of ["/", "/customers", "/profile/sessions?from=mail#second", "/no/such/page"]) {
    const held = site.proxy.hold(refreshRoute);
    await page.goto(link, { waitUntil: "commit" });
    await held.arrived;
    await page.locator("output[aria-label=Loading]").waitFor();
    held.lift();
    await expectSignedIn(page);
    expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([]);
    expect(page.url()).toBe(site.proxy.origin + link);
  }
});

it("3: stays signed in over ten reloads during a slow refresh, though a later answer comes before an earlier one", async () => {
  const context = await site.newContext();
  const cookie = { name: "gatehouse", value: early.token, url: site.proxy.origin, httpOnly: true };
  await context.addCookies([{ ...cookie, sameSite: "Strict" }]);
  // Before that the server would hold the first token, and rotate nothing.
  await until(() => Date.now() - early.signedInAt > leewayMs);
  const page = await context.newPage();
  let served = 0;
  const answers: (() => void)[] = [];
  const slowness = site.proxy.treat(refreshRoute, async (forward) => {
    const answer = await forward();
    served += 1;
    await new Promise<void>((resolve) => answers.push(resolve));
    return answer;
  });
  await page.goto("/profile", { waitUntil: "commit" });
  for (let reload = 1; reload <= 10; reload += 1) {
    await until(() => served === reload);
    // A browser has no more than six connections to hold.
    if (answers.length > 2) for (const answer of answers.splice(0).toReversed()) answer();
    await page.reload({ waitUntil: "commit" });
  }
  await until(() => served === 11);
  slowness.lift();
  for (const answer of answers.splice(0).toReversed()) answer();
  await expectSignedIn(page);
  expect(new Set(refreshes().map(({ status }) => status))).toEqual(new Set([200]));
  expect(await cookieOf(context)).not.toBe(early.token);
  await page.reload();
  await expectSignedIn(page);
});
