import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { useDevAdmin } from "./harness/dev-admin.ts";
import { expectLogin, expectSignedIn, openPage, openTab } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import { bringBack, openBarePage, refreshRoute } from "./harness/tabs.ts";

const site = useSite(() => ({ REFRESH_LEEWAY: "0" }));
const admin = useDevAdmin(site);

const at = "/profile/sessions";

const refreshes = () => site.proxy.callsTo(refreshRoute);
const leaveMark = (page: Page) => page.evaluate(() => Object.assign(globalThis, { isMarked: true }));
const isMarked = (page: Page) => page.evaluate(() => "isMarked" in globalThis);

/** A signed-in page that hears from Vite when a file is saved. */
async function openListening(context: BrowserContext): Promise<Page> {
  const connected = context.waitForEvent("console", (message) => message.text() === "[vite] connected.");
  const page = await openPage(site, context, { at });
  await connected;
  await page.getByText("This device").waitFor();
  return page;
}

beforeAll(async () => {
  // Vite finds out on the way what it has to bundle, and reloads the page then, until it knows everything.
  const context = await site.newContext();
  const page = await openPage(site, context, { at });
  let loads = 0;
  page.on("load", () => (loads += 1));
  do {
    loads = 0;
    await page.reload({ waitUntil: "networkidle" });
  } while (loads > 1);
  await context.close();
  site.proxy.reset();
});

it("shows every page of the menu to who signs in with a demo account", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/");
  await page.getByRole("button", { name: /^Admin/ }).click();
  await expectSignedIn(page);
  await page.getByText("Outstanding", { exact: true }).waitFor();
  const entries = page.getByRole("menuitem");
  const names = await entries.allInnerTexts();
  expect(names).toContain("Invoices");
  for (const name of names) {
    await entries.filter({ hasText: name }).click();
    await page.getByRole("heading", { name, exact: true }).waitFor();
  }
});

it("19: makes one refresh for a page that StrictMode mounts twice", async () => {
  const page = await openPage(site, await site.newContext(), { at });
  await site.proxy.quiet();
  expect(refreshes()).toHaveLength(1);
  await page.clock.runFor(1_000);
  expect(refreshes()).toHaveLength(1);
});

it("19: makes one refresh for a stranger's page that StrictMode mounts twice", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/");
  await expectLogin(page);
  await site.proxy.quiet();
  expect(refreshes()).toHaveLength(1);
});

it("19: makes no refresh when a component is replaced while it is shown", async () => {
  const page = await openListening(await site.newContext());
  await leaveMark(page);
  site.proxy.calls.length = 0;
  const replaced = page.waitForResponse(/OwnSessionsPage\.tsx\?t=/);
  admin.saveFile("profile/OwnSessionsPage.tsx");
  await replaced;
  await expectSignedIn(page);
  await site.proxy.quiet();
  expect(await isMarked(page)).toBe(true);
  expect(refreshes()).toEqual([]);
});

it("19: leaves no timer and no listener of a client that is disposed of", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context, { at });
  // As text: a test's own import() would be Vitest's.
  await page.evaluate(
    'import("/src/session/browser-session.ts").then(({ sessionClient }) => sessionClient.dispose())',
  );
  site.proxy.calls.length = 0;
  const other = await openTab(context, at);
  expect(refreshes(), "nobody answered the question").toHaveLength(1);
  await other.close();
  site.proxy.calls.length = 0;
  await page.clock.fastForward(3_600_000);
  await bringBack(page);
  await page.clock.fastForward(5_000);
  await site.proxy.quiet();
  expect(refreshes()).toEqual([]);
});

it("19: makes one refresh, and leaves one client, when a module of the session is replaced", async () => {
  const context = await site.newContext();
  const listener = await openBarePage(context);
  const page = await openListening(context);
  site.proxy.calls.length = 0;
  const reloaded = page.waitForEvent("load");
  admin.saveFile("session/session-client.ts");
  await reloaded;
  await expectSignedIn(page);
  await site.proxy.quiet();
  expect(refreshes()).toHaveLength(1);
  const answers = await listener.evaluate(async () => {
    const channel = new BroadcastChannel("gatehouse-session-1");
    const heard: string[] = [];
    channel.addEventListener("message", ({ data }) => heard.push((data as { type: string }).type));
    const answered = new Promise((resolve) => channel.addEventListener("message", resolve, { once: true }));
    channel.postMessage({ type: "ask" });
    await answered;
    return heard;
  });
  expect(answers).toEqual(["token"]);
});
