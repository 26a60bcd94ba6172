import type { InvitedUser } from "@gatehouse/shared/users";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { admin } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();
const password = "a password nobody guesses";

async function invite(email: string): Promise<InvitedUser> {
  const callApi = await signInToApi(site, admin);
  const person = { email, firstName: "Noor", lastName: "Haddad", role: "clerk" };
  return await callApi("POST", "/api/users", person);
}

const hashOf = (url: string | undefined) => new URL(url ?? "").hash;

it("lets an invited person choose a password, and takes the code out of the address", async () => {
  const { invitationUrl } = await invite("noor@example.com");
  const page = await (await site.newContext()).newPage();
  await page.goto(`/invitation${hashOf(invitationUrl)}`);
  await page.getByRole("heading", { name: "Welcome to Gatehouse" }).waitFor();
  expect(page.url()).not.toContain("code");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.getByRole("menuitem", { name: "Invoices" }).waitFor();
});

it("says that a link was used already", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/invitation#code=used-or-never-made");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.getByRole("alert").getByText("The code is wrong, used or expired.").waitFor();
});

it("sets a new password by a link, and signs in with it", async () => {
  const { id, email, invitationUrl } = await invite("samir@example.com");
  const callApi = await signInToApi(site, admin);
  const page = await (await site.newContext()).newPage();
  await page.goto(`/invitation${hashOf(invitationUrl)}`);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.getByRole("menuitem", { name: "Invoices" }).waitFor();

  const { url } = await callApi<{ url: string }>("POST", `/api/users/${id}/password-reset`);
  const other = await (await site.newContext()).newPage();
  await other.goto(`/password-reset${hashOf(url)}`);
  await other.getByLabel("Password", { exact: true }).fill(`${password}, anew`);
  await other.getByRole("button", { name: "Change password" }).click();
  await other.getByText("you are signed out everywhere").waitFor();
  await other.getByRole("link", { name: "Sign in with the new password" }).click();
  await other.getByLabel("Email").fill(email);
  await other.getByLabel("Password", { exact: true }).fill(`${password}, anew`);
  await other.getByRole("button", { name: "Sign in" }).click();
  await other.getByRole("menuitem", { name: "Invoices" }).waitFor();
});

it("says on the set-up page that the first administrator exists", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/setup#code=whatever");
  await page.getByLabel("First name").fill("Ada");
  await page.getByLabel("Last name").fill("Okafor");
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create administrator" }).click();
  await page.getByRole("alert").getByText("The first administrator exists already.").waitFor();
});
