import type { Invoice } from "@gatehouse/shared/invoices";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { admin, openPage } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import { lifetimeMs, refreshRoute } from "./harness/tabs.ts";

const site = useSite();

const phone = { viewport: { width: 360, height: 740 } };

/** What sticks out of the window to the right. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it.each([
  "/",
  "/invoices",
  "/invoices/create",
  "/customers",
  "/customers/create",
  "/users/create",
  "/profile",
  "/profile/sessions",
  "/api-keys",
  "/api-keys/create",
  "/service-accounts",
  "/service-accounts/create",
  "/system",
  "/nowhere/at/all",
])("shows %s on a phone without scrolling sideways", async (at) => {
  const page = await openPage(site, await site.newContext(phone), { as: admin, at });
  await page.waitForLoadState("networkidle");
  expect(await overflow(page)).toBe(0);
});

it("shows and edits an invoice on a phone without scrolling sideways", async () => {
  const callApi = await signInToApi(site, admin);
  const [draft] = await callApi<Invoice[]>("GET", '/api/invoices?range=[0,0]&filter={"status":"draft"}');
  const page = await openPage(site, await site.newContext(phone), {
    as: admin,
    at: `/invoices/${draft?.id}`,
  });
  await page.getByRole("button", { name: "Save" }).waitFor();
  expect(await overflow(page)).toBe(0);
  await page.goto(`/invoices/${draft?.id}/show`);
  await page.getByLabel("Totals").waitFor();
  expect(await overflow(page)).toBe(0);
});

it("says below the bar of a phone that the server can't be reached, and not in the middle of the page", async () => {
  const page = await openPage(site, await site.newContext(phone), { as: admin });
  site.proxy.cut(refreshRoute);
  await page.clock.fastForward(lifetimeMs);
  const box = await page.getByRole("alert").filter({ hasText: "Reconnecting…" }).boundingBox();
  expect(box?.y).toBeLessThan(100);
});
