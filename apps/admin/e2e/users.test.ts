import type { User } from "@gatehouse/shared/users";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { enrolApp } from "./harness/factors.ts";
import {
  admin,
  approver,
  clerk,
  expectLogin,
  expectSignedIn,
  openPage,
  submitLogin,
  viewer,
} from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

const findUser = async (email: string) => {
  const callApi = await signInToApi(site, admin);
  const filter = encodeURIComponent(JSON.stringify({ email }));
  const [user] = await callApi<User[]>("GET", `/api/users?filter=${filter}`);
  if (!user) throw new Error(`There is no ${email}.`);
  return user;
};

it("invites a user and shows the link once", async () => {
  const page = await openPage(site, await site.newContext(), { as: admin, at: "/users/create" });
  await page.getByLabel("Email").fill("nadia@example.com");
  await page.getByLabel("First name").fill("نادية");
  await page.getByLabel("Last name").fill("حداد");
  await page.getByLabel("Role").click();
  await page.getByRole("option", { name: "Approver" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "The invitation" });
  expect(await dialog.getByLabel("Link", { exact: true }).inputValue()).toMatch(/\/invitation#code=.{20,}/);
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByText("Never signed in").waitFor();
});

it("disables an account, which signs it out, and enables it again", async () => {
  const theirs = await openPage(site, await site.newContext(), { as: viewer, at: "/customers" });
  const { id } = await findUser(viewer);
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/users/${id}/show` });
  await page.getByRole("button", { name: "Disable" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await page.getByText("Disabled", { exact: true }).waitFor();
  await theirs.reload();
  await expectLogin(theirs);
  await page.getByRole("button", { name: "Enable" }).click();
  await page.getByText("Active", { exact: true }).first().waitFor();
});

it("saves a change to somebody who has signed in while the form was open", async () => {
  const { id } = await findUser(viewer);
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/users/${id}` });
  await page.getByLabel("Last name").fill("Lindqvist");
  await signInToApi(site, viewer);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: /Lindqvist/ }).waitFor();
  expect(await findUser(viewer)).toMatchObject({ lastName: "Lindqvist" });
});

it("ends all sessions of a user, after asking", async () => {
  const theirs = await openPage(site, await site.newContext(), { as: viewer, at: "/customers" });
  const { id } = await findUser(viewer);
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/users/${id}/show` });
  await page.getByRole("button", { name: "End all sessions" }).click();
  await page.getByRole("dialog").getByText("Every device is signed out at once").waitFor();
  expect(site.proxy.callsTo(`POST /api/users/${id}/end-sessions`)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "End all sessions" }).click();
  await page.getByText("All sessions ended").waitFor();
  await theirs.reload();
  await expectLogin(theirs);
});

it("takes a lost second factor away, and the password signs in again", async () => {
  await enrolApp(await signInToApi(site, approver));
  const { id } = await findUser(approver);
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/users/${id}/show` });
  await page.getByRole("button", { name: "Reset second factor" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset second factor" }).click();
  await page.getByText("Second factor reset and signed out").waitFor();
  const theirs = await (await site.newContext()).newPage();
  await theirs.goto("/login");
  await submitLogin(theirs, approver, site.password);
  await expectSignedIn(theirs);
});

it("ends one session of a user, and tells in the history who did it", async () => {
  const theirs = await openPage(site, await site.newContext(), { as: clerk, at: "/customers" });
  const { id } = await findUser(clerk);
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/users/${id}/show` });
  await page.getByRole("button", { name: "End session" }).first().click();
  await page.getByText("The session has been ended").waitFor();
  await page.getByText("Ended by an administrator").first().waitFor();
  await theirs.reload();
  await expectLogin(theirs);
});

it("offers nothing on one's own account that would lock one out or go past one's password", async () => {
  const { id } = await findUser(admin);
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/users/${id}/show` });
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByText("You change your own email in your profile.").waitFor();
  expect(await page.getByLabel("Email").getAttribute("readonly")).not.toBeNull();
  await page.goBack();
  await page.getByRole("link", { name: "Edit" }).waitFor();
  for (const name of ["Disable", "New password link"]) {
    expect(await page.getByRole("button", { name }).count()).toBe(0);
  }
});

it("changes a role, and the person has the new rights without signing in again", async () => {
  const theirs = await openPage(site, await site.newContext(), { as: viewer, at: "/invoices" });
  await theirs.getByText(/1-25 of/).waitFor();
  expect(await theirs.getByRole("link", { name: "New invoice" }).count()).toBe(0);
  const { id } = await findUser(viewer);
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/users/${id}` });
  await page.getByLabel("Role").click();
  await page.getByRole("option", { name: "Clerk" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Clerk. Keeps customers").waitFor();
  await theirs.bringToFront();
  await theirs.getByRole("menuitem", { name: "Customers" }).click();
  await theirs.getByText("Your role is Clerk now.").waitFor();
  await theirs.getByRole("link", { name: "New customer" }).waitFor();
});
