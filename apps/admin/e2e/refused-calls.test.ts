import { expect, it } from "vitest";
import { html, once, problem } from "./harness/answers.ts";
import type { Call } from "./harness/own-proxy.ts";
import { expectSignedIn, openPage, visit } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import { dataRoute, lifetimeMs, logoutRoute, refreshRoute } from "./harness/tabs.ts";
import { until } from "./harness/until.ts";

const site = useSite();

const saves = () => site.proxy.callsTo("PATCH /api/me");
const tokensOf = (calls: Call[]) => new Set(calls.map(({ headers }) => headers.authorization));

async function openProfile(firstName: string) {
  const page = await openPage(site, await site.newContext());
  await page.getByLabel("First name").fill(firstName);
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  return { page, save: () => page.getByRole("button", { name: "Save" }).click() };
}

it("9: a 401 gets one refresh and one second try with the same body", async () => {
  const { page, save } = await openProfile("Adele");
  site.proxy.treat("PATCH /api/me", once(problem("token_expired")));
  await save();
  await page.getByText("Your name has been changed").waitFor();
  expect(saves().map(({ status }) => status)).toEqual([401, 200]);
  expect(saves()[1]?.body).toEqual(saves()[0]?.body);
  expect(JSON.parse(String(saves()[0]?.body))).toMatchObject({ firstName: "Adele" });
  expect(tokensOf(saves()).size).toBe(2);
  expect(site.proxy.callsTo(refreshRoute)).toHaveLength(1);
});

it("9: a second 401 is an error and no loop, and the session stays", async () => {
  const { page, save } = await openProfile("Agnes");
  for (const refusal of [problem("token_invalid"), html(401)]) {
    const failure = site.proxy.treat("PATCH /api/me", () => refusal);
    await save();
    await page.getByRole("alert").waitFor();
    await page.clock.runFor(60_000);
    await site.proxy.quiet();
    expect(saves()).toHaveLength(2);
    expect(site.proxy.callsTo(refreshRoute)).toHaveLength(1);
    await expectSignedIn(page);
    expect(await page.getByLabel("First name").inputValue()).toBe("Agnes");
    failure.lift();
    site.proxy.calls.length = 0;
  }
  await save();
  await page.getByText("Your name has been changed").waitFor();
});

it("9: a session that ends between the two tries is over, and the save goes out again for the same person", async () => {
  const { page, save } = await openProfile("Anna");
  const refusals = [problem("token_expired"), problem("session_revoked", { reason: "administrator" })];
  site.proxy.treat("PATCH /api/me", (forward) => refusals.shift() ?? forward());
  await save();
  const dialog = page.getByRole("dialog").filter({ hasText: "You were signed out by an administrator." });
  await dialog.getByLabel("Password").fill(site.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Your name has been changed").waitFor();
  expect(saves().map(({ status }) => status)).toEqual([401, 401, 200]);
  expect(saves()[2]?.body).toEqual(saves()[0]?.body);
});

it("9: calls that are refused at the same time share one refresh", async () => {
  const { page, save } = await openProfile("Astrid");
  const bothArrived = Promise.withResolvers<void>();
  const refused: string[] = [];
  site.proxy.treat(dataRoute, async (forward, { path }) => {
    if (refused.length === 2) return forward();
    if (refused.push(path) === 2) bothArrived.resolve();
    await bothArrived.promise;
    return problem("token_stale");
  });
  await save();
  await visit(page, "Your devices");
  await page.getByText("This device", { exact: false }).first().waitFor();
  await until(() => saves().at(-1)?.status === 200);
  expect(refused).toHaveLength(2);
  expect(site.proxy.callsTo(refreshRoute)).toHaveLength(1);
});

it("9: a 403 signs nobody out and asks for no new token", async () => {
  const { page, save } = await openProfile("Alma");
  site.proxy.treat("PATCH /api/me", () => problem("insufficient_scope"));
  await save();
  await page.getByText("Your role does not allow this.").waitFor();
  await site.proxy.quiet();
  expect(saves()).toHaveLength(1);
  expect(site.proxy.callsTo(refreshRoute)).toEqual([]);
  expect(site.proxy.callsTo(logoutRoute)).toEqual([]);
  await expectSignedIn(page);
});

it("20: leaving a page cancels its query on the wire", async () => {
  const page = await openPage(site, await site.newContext());
  const held = site.proxy.hold("GET /api/customers");
  await page.getByRole("menuitem", { name: "Customers" }).click();
  await held.arrived;
  const [cancelled] = await Promise.all([
    page.waitForEvent("requestfailed", (request) => request.url().includes("/api/customers")),
    visit(page, "Profile"),
  ]);
  expect(cancelled.failure()?.errorText).toBe("net::ERR_ABORTED");
  held.lift();
});

it("20: a query that is cancelled while it waits for a token is never sent", async () => {
  const page = await openPage(site, await site.newContext());
  await site.proxy.quiet();
  const held = site.proxy.hold(refreshRoute);
  await page.clock.fastForward(lifetimeMs);
  await held.arrived;
  await page.getByRole("menuitem", { name: "Customers" }).click();
  await page.getByRole("heading", { name: "Customers" }).waitFor();
  await visit(page, "Your devices");
  await page.getByText("You are signed in on these devices.").waitFor();
  held.lift();
  await page.getByText("This device", { exact: false }).first().waitFor();
  await site.proxy.quiet();
  expect(site.proxy.callsTo("GET /api/customers")).toEqual([]);
});
