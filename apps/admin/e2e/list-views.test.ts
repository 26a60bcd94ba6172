import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import {
  admin,
  clerk,
  expectLogin,
  openPage,
  openSession,
  openTab,
  signOut,
  viewer,
} from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

it("shows the sessions that are not ended, or those that are", async () => {
  await openSession(site, await site.newContext(), viewer);
  const callApi = await signInToApi(site, admin);
  const filter = encodeURIComponent('{"revokedAt":null}');
  const sessions = await callApi<{ id: string }[]>("GET", `/api/sessions?filter=${filter}`);
  const page = await openPage(site, await site.newContext(), { as: admin, at: "/sessions" });
  await page.getByRole("button", { name: "Ended" }).click();
  await page.getByText("Nothing matches these filters.").waitFor();
  await page.getByRole("button", { name: "Active", exact: true }).click();
  await expect.poll(() => page.getByRole("row").count()).toBe(sessions.length + 2);
});

it("shows the users who were disabled", async () => {
  const callApi = await signInToApi(site, admin);
  const filter = encodeURIComponent(JSON.stringify({ email: viewer }));
  const [user] = await callApi<{ id: string }[]>("GET", `/api/users?filter=${filter}`);
  await callApi("POST", `/api/users/${user?.id}/disable`);
  const page = await openPage(site, await site.newContext(), { as: admin, at: "/users" });
  await page.getByRole("button", { name: "Disabled" }).click();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.getByRole("cell", { name: viewer }).waitFor();
});

it("keeps the columns and the query that a person has saved for the next sign-in", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context, { as: clerk, at: "/invoices" });
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByLabel("Reference", { exact: true }).click();
  await page.getByLabel("Due", { exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Drafts" }).click();
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name: /^Save current query/ }).click();
  await page.getByLabel("Query name").fill("To be finished");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await signOut(page);
  await expectLogin(page);

  await openSession(site, context, clerk);
  const again = await openTab(context, "/invoices");
  await again.getByRole("columnheader", { name: "Reference" }).waitFor();
  expect(await again.getByRole("columnheader", { name: "Due" }).count()).toBe(0);
  await again.getByRole("button", { name: "Add filter" }).click();
  await again.getByRole("menuitem", { name: "To be finished" }).click();
  await expect.poll(() => decodeURIComponent(again.url())).toContain('"status":["draft"]');
});
