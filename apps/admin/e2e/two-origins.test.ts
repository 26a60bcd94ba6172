import { expect, it } from "vitest";
import { useOtherOrigin } from "./harness/other-origin.ts";
import { admin, expectLogin, expectSignedIn, signOut, submitLogin } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import { cookieOf, logoutRoute, refreshRoute } from "./harness/tabs.ts";

const elsewhere = useOtherOrigin(() => site.proxy.origin);
const site = useSite(() => ({ ADMIN_ORIGINS: elsewhere.origin, REFRESH_LEEWAY: "0" }));

async function openElsewhere() {
  const context = await site.newContext({ baseURL: elsewhere.origin });
  const page = await context.newPage();
  await page.goto("/customers");
  await expectLogin(page);
  return { context, page };
}

it("signs in from another origin, lists with the total, and stays signed in over a reload", async () => {
  const { context, page } = await openElsewhere();
  await submitLogin(page, admin, site.password);
  await page.getByText(/1-25 of \d+/).waitFor();
  const before = await cookieOf(context);
  await site.proxy.quiet();
  site.proxy.calls.length = 0;
  await page.reload();
  await page.getByText(/1-25 of \d+/).waitFor();
  expect(page.url()).toBe(`${elsewhere.origin}/customers`);
  expect(site.proxy.callsTo(refreshRoute).map(({ status }) => status)).toEqual([200]);
  expect(await cookieOf(context)).not.toBe(before);
});

it("asks no leave for a refresh, and signs out for good", async () => {
  const { context, page } = await openElsewhere();
  await submitLogin(page, admin, site.password);
  await expectSignedIn(page);
  await page.reload();
  await signOut(page);
  await expectLogin(page);
  // The browser asks first whether this origin may: nothing is under way for a moment between the two.
  await expect.poll(() => site.proxy.callsTo(logoutRoute).map(({ status }) => status)).toEqual([204]);
  expect(await cookieOf(context)).toBeUndefined();
  expect(site.proxy.callsTo("OPTIONS /api/refresh-token")).toEqual([]);
  await page.reload();
  await expectLogin(page);
});

it("offers what the API offers, which the page of another origin has to ask for once", async () => {
  const { page } = await openElsewhere();
  await page.getByRole("button", { name: "Viewer" }).click();
  await expectSignedIn(page);
  expect(site.proxy.callsTo("GET /api/sign-in-options").map(({ status }) => status)).toEqual([200]);
});
