import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import type { Site } from "./site.ts";

// Who does or looks at something in a tab has it in front of him; the others are drawn about once a second.

/** The demo accounts. */
export const admin = "admin@gatehouse.test";
export const clerk = "clerk@gatehouse.test";
export const approver = "approver@gatehouse.test";
export const viewer = "viewer@gatehouse.test";

/** Fills the login form in and sends it. */
export async function submitLogin(page: Page, email: string, password: string): Promise<void> {
  await page.bringToFront();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Gives the context's cookie jar a session, without a page. */
export async function openSession(site: Site, context: BrowserContext, email: string): Promise<void> {
  const answer = await context.request.post("/api/token", {
    data: { username: email, password: site.password },
  });
  expect(answer.status()).toBe(200);
}

/** A page of someone who has signed in before, at an address of his choice. */
export async function openPage(
  site: Site,
  context: BrowserContext,
  { as = admin, at = profile }: { as?: string; at?: string } = {},
): Promise<Page> {
  await openSession(site, context, as);
  return await openTab(context, at);
}

/**
 * One more tab of a browser that is signed in. On the profile it is at rest: nothing more is asked for until something
 * happens. Other pages may still wait for their data.
 */
export async function openTab(context: BrowserContext, at = profile): Promise<Page> {
  const page = await openTabBehind(context, at);
  await expectSignedIn(page);
  return page;
}

/** Likewise, but nobody looks at it yet. */
export async function openTabBehind(context: BrowserContext, at = profile): Promise<Page> {
  const page = await context.newPage();
  const isAtRest = at === profile ? page.waitForResponse(lastOfProfile) : undefined;
  await page.goto(at);
  await isAtRest;
  return page;
}

const profile = "/profile";
/** The parts of the profile come one after the other. */
const lastOfProfile = /\/api\/me\/passkeys$/;

/** Follows one of the links to one's own pages, as a person does: no page load. */
export async function visit(page: Page, label: "Profile" | "Your devices" | "Access tokens"): Promise<void> {
  await page.bringToFront();
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: label }).click();
}

/** The admin is on the page, and nothing of the login. */
export async function expectSignedIn(page: Page): Promise<void> {
  await page.bringToFront();
  await page.getByRole("button", { name: "Your account" }).waitFor();
  expect(await page.getByLabel("Password", { exact: true }).count()).toBe(0);
}

/** The login is on the page, and nothing of the admin. */
export async function expectLogin(page: Page): Promise<void> {
  await page.bringToFront();
  await page.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "Your account" }).count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe("/login");
}

export async function signOut(page: Page): Promise<void> {
  await page.bringToFront();
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
}
