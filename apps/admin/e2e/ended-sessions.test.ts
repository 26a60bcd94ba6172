import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { problem } from "./harness/answers.ts";
import { signInToApi } from "./harness/api-client.ts";
import { makeCustomer } from "./harness/business.ts";
import {
  admin,
  clerk,
  expectLogin,
  expectSignedIn,
  openPage,
  openTab,
  submitLogin,
  viewer,
} from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import { cookieOf, lifetimeMs, logoutRoute, refreshRoute, sessionIdOf } from "./harness/tabs.ts";
import { until } from "./harness/until.ts";
import { withinASecond } from "./harness/within-a-second.ts";

// Without leeway a token that was replaced twice is taken for stolen at once.
const site = useSite(() => ({ REFRESH_LEEWAY: "0" }));

const creations = () => site.proxy.callsTo("POST /api/customers");
const refusedLists = () => site.proxy.callsTo("GET /api/customers").filter(({ status }) => status === 401);
const dialogOf = (page: Page) => page.getByRole("dialog").filter({ hasText: "Sign in to go on" });

/** An administrator ends the session of the tab. */
async function endSession(page: Page): Promise<void> {
  const callApi = await signInToApi(site, admin);
  await callApi("DELETE", `/api/sessions/${await sessionIdOf(page)}`);
}

/** A thief comes with a refresh token that has been replaced twice. */
async function stealSession(_page: Page, context: BrowserContext): Promise<void> {
  const headers = { origin: site.proxy.origin };
  const stolen = await cookieOf(context);
  for (let rotation = 0; rotation < 2; rotation += 1) {
    await context.request.post("/api/refresh-token", { headers });
  }
  const thief = { ...headers, cookie: `gatehouse=${stolen}` };
  const answer = await fetch(`${site.proxy.origin}/api/refresh-token`, { method: "POST", headers: thief });
  expect(await answer.json()).toMatchObject({ code: "refresh_reused" });
}

/** The person himself signs this tab out from another device of his. */
async function endFromOtherDevice(page: Page): Promise<void> {
  const callApi = await signInToApi(site, clerk);
  await callApi("DELETE", `/api/me/sessions/${await sessionIdOf(page)}`);
}

async function fillCustomer(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  for (const [label, value] of [
    ["Country", "Germany"],
    ["Currency", "EUR"],
  ] as const) {
    await page.getByRole("combobox", { name: label }).fill(value);
    await page.getByRole("option", { name: value }).first().click();
  }
}

async function openNewCustomer(name: string) {
  const context = await site.newContext();
  const page = await openPage(site, context, { as: clerk, at: "/customers/create" });
  await fillCustomer(page, name);
  return { page, context, save: () => page.getByRole("button", { name: "Save" }).click() };
}

async function signInAgain(page: Page, email: string, password: string): Promise<void> {
  await dialogOf(page).getByLabel("Email").fill(email);
  await dialogOf(page).getByLabel("Password").fill(password);
  await dialogOf(page).getByRole("button", { name: "Sign in" }).click();
}

const ends = [
  ["an administrator", endSession, "You were signed out by an administrator."],
  ["its use from elsewhere", stealSession, "This session was used from elsewhere, so we ended it."],
] as const;

it.each(ends)(
  "21: when %s ends the session over a dirty form, the password is asked for and the save goes out again",
  async (who, end, words) => {
    const name = `Kept after ${who}`;
    const { page, context, save } = await openNewCustomer(name);
    await end(page, context);
    await save();
    await dialogOf(page).getByText(words).waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe(name);
    await dialogOf(page).getByText("Your unsaved changes are still here.").waitFor();
    await signInAgain(page, clerk, "not the password of anyone");
    await dialogOf(page).getByText("Email or password is wrong.").waitFor();
    await signInAgain(page, clerk, site.password);
    await page.getByRole("main").getByRole("heading", { name }).waitFor();
    expect(creations().map(({ status }) => status)).toEqual([401, 201]);
    expect(creations()[1]?.body).toEqual(creations()[0]?.body);
    expect(site.proxy.callsTo(logoutRoute)).toEqual([]);
  },
);

it('21: whoever unticks "Stay signed in" when the password is asked for has a cookie that goes with the browser', async () => {
  const { page, context, save } = await openNewCustomer("On a shared computer");
  await endSession(page);
  await save();
  await dialogOf(page).getByRole("checkbox", { name: "Stay signed in on this device" }).uncheck();
  await signInAgain(page, clerk, site.password);
  await page.getByRole("main").getByRole("heading", { name: "On a shared computer" }).waitFor();
  const cookie = (await context.cookies()).find(({ name }) => name === "gatehouse");
  expect(cookie?.expires).toBe(-1);
});

it("21: an expired session asks for the password, too; a disabled account is told on the login page, whatever is unsaved", async () => {
  const { page, save } = await openNewCustomer("Too late");
  const refusals = [problem("session_expired"), problem("account_disabled")];
  site.proxy.treat("POST /api/customers", (forward) => refusals.shift() ?? forward());
  await save();
  await dialogOf(page).getByText("Your session has expired.").waitFor();
  await signInAgain(page, clerk, site.password);
  await expectLogin(page);
  await page.getByText("This account has been disabled.").waitFor();
  expect(creations().map(({ status }) => status)).toEqual([401, 401]);
});

it("21: what was typed stays, though someone else has changed the record while the password was asked for", async () => {
  const callApi = await signInToApi(site, clerk);
  const { id } = await makeCustomer(callApi, "Changed meanwhile");
  const page = await openPage(site, await site.newContext(), { as: clerk, at: `/customers/${id}` });
  await page.getByLabel("Notes").fill("what I typed");
  await endSession(page);
  await page.clock.fastForward(lifetimeMs);
  await dialogOf(page).waitFor();
  await callApi("PATCH", `/api/customers/${id}`, { notes: "theirs", phone: "+49 1" });
  await signInAgain(page, clerk, site.password);
  await dialogOf(page).waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
  expect(await page.getByLabel("Notes").inputValue()).toBe("what I typed");
});

it("21: someone else's password over a dirty form begins anew, and nothing of the edit is sent", async () => {
  const { page, save } = await openNewCustomer("Not theirs");
  await endSession(page);
  await save();
  await dialogOf(page).waitFor();
  await signInAgain(page, viewer, site.password);
  await page.getByRole("button", { name: "Your account" }).getByText("Viktor").waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
  await site.proxy.quiet();
  expect(creations().map(({ status }) => status)).toEqual([401]);
});

it("21: giving up warns of what is lost, and leads to the login page with the way back", async () => {
  const { page, save } = await openNewCustomer("Given up");
  await endSession(page);
  await save();
  await dialogOf(page).getByRole("button", { name: "Cancel" }).click();
  await dialogOf(page).getByText("If you leave, your unsaved changes are lost.").waitFor();
  await dialogOf(page).getByRole("button", { name: "Discard my changes" }).click();
  await expectLogin(page);
  await submitLogin(page, clerk, site.password);
  await expectSignedIn(page);
  expect(new URL(page.url()).pathname).toBe("/customers/create");
  expect(await page.getByLabel("Name").inputValue()).toBe("");
  expect(creations().map(({ status }) => status)).toEqual([401]);
});

it.each([
  ...ends,
  ["the same person elsewhere", endFromOtherDevice, "You were signed out from another of your devices."],
] as const)("22: a tab whose session %s has ended says so with its next request", async (_, end, words) => {
  const context = await site.newContext();
  const page = await openPage(site, context, { as: clerk, at: "/customers?page=1&perPage=10" });
  await page.getByText(/1-10 of/).waitFor();
  const link = page.url();
  await end(page, context);
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  await page.getByRole("button", { name: "Refresh" }).click();
  await until(() => refusedLists().length > 0);
  await withinASecond(() => page.getByText(words).waitFor());
  await expectLogin(page);
  expect(site.proxy.callsTo(logoutRoute)).toEqual([]);
  await submitLogin(page, clerk, site.password);
  await page.getByText(/1-10 of/).waitFor();
  expect(page.url()).toBe(link);
});

const revokedByAdministrator = "You were signed out by an administrator.";

it("22: the other tabs of the session say the same at once", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context, { as: clerk, at: "/customers" });
  const other = await openTab(context);
  await page.getByText(/1-25 of/).waitFor();
  await site.proxy.quiet();
  await endSession(page);
  site.proxy.calls.length = 0;
  await page.bringToFront();
  await page.getByRole("button", { name: "Refresh" }).click();
  await until(() => refusedLists().length > 0);
  await withinASecond(async () => {
    for (const tab of [page, other]) {
      await tab.bringToFront();
      await tab.getByText(revokedByAdministrator).waitFor();
    }
  });
  for (const tab of [page, other]) await expectLogin(tab);
  expect(site.proxy.callsTo(refreshRoute)).toEqual([]);
});

it("22: a tab that can't hear the others says the same with its own next request", async () => {
  const context = await site.newContext();
  await context.addInitScript(() => void Reflect.deleteProperty(globalThis, "BroadcastChannel"));
  const page = await openPage(site, context, { as: clerk, at: "/customers" });
  const other = await openTab(context, "/customers");
  for (const tab of [page, other]) await tab.getByText(/1-25 of/).waitFor();
  await site.proxy.quiet();
  await endSession(page);
  for (const tab of [page, other]) {
    await tab.bringToFront();
    await tab.getByRole("button", { name: "Refresh" }).click();
    await tab.getByText(revokedByAdministrator).waitFor();
    await expectLogin(tab);
  }
  // The way back, which the login page keeps over a reload, is the first one's.
  await other.reload();
  await submitLogin(other, viewer, site.password);
  await expectSignedIn(other);
  expect(new URL(other.url()).pathname).toBe("/");
});
