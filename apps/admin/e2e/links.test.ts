import type { User } from "@gatehouse/shared/users";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { once, wait } from "./harness/answers.ts";
import { signInToApi } from "./harness/api-client.ts";
import { useMailbox } from "./harness/mailbox.ts";
import {
  admin,
  clerk,
  expectLogin,
  expectSignedIn,
  openSession,
  submitLogin,
  viewer,
} from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const mailbox = useMailbox();
const site = useSite(() => ({ SMTP_URL: mailbox.url }));
const resetRoute = "POST /api/password-reset";
const password = "a password nobody guesses";

async function invite(email: string): Promise<User> {
  const callApi = await signInToApi(site, admin);
  const person = { email, firstName: "Noor", lastName: "Haddad", role: "clerk" };
  return await callApi("POST", "/api/users", person);
}

async function changePassword(page: Page): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("you are signed out everywhere").waitFor();
  await page.getByRole("link", { name: "Sign in with the new password" }).click();
}

/** By keyboard alone: the field has the focus. */
async function askForLink(page: Page, email: string): Promise<void> {
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
}

it("lets an invited person choose a password, and takes the code out of the address", async () => {
  const { email } = await invite("noor@example.com");
  const page = await (await site.newContext()).newPage();
  await page.goto(`/invitation#code=${await mailbox.codeFor(email)}`);
  await page.getByRole("heading", { name: "Welcome to Gatehouse" }).waitFor();
  expect(page.url()).not.toContain("code");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.getByRole("menuitem", { name: "Invoices" }).waitFor();
});

it.each(["/setup", "/invitation", "/password-reset"])(
  "asks for nothing at %s when the link has lost its code",
  async (path) => {
    const page = await (await site.newContext()).newPage();
    await page.goto(path);
    await page.getByRole("alert").getByText("The link that led here is not complete.").waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    await page.getByRole("link", { name: "Back to sign in" }).click();
    await expectLogin(page);
  },
);

it("says that a link was used already", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/invitation#code=used-or-never-made");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.getByRole("alert").getByText("This link is wrong, used or too old.").waitFor();
});

it("takes the code of the next link that is opened over the page of the last one", async () => {
  const { email } = await invite("mira@example.com");
  const page = await (await site.newContext()).newPage();
  await page.goto("/invitation#code=used-or-never-made");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.getByRole("alert").waitFor();
  await page.goto(`/invitation#code=${await mailbox.codeFor(email)}`);
  await page.getByRole("alert").waitFor({ state: "detached" });
  expect(page.url()).not.toContain("code");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await expectSignedIn(page);
});

it("asks about a link that is opened during a session, and signs out before it is used", async () => {
  const { email } = await invite("lena@example.com");
  const code = await mailbox.codeFor(email);
  const context = await site.newContext();
  await openSession(site, context, clerk);
  const page = await context.newPage();
  await page.goto(`/invitation#code=${code}`);
  await page.getByText(`You are signed in as ${clerk}. Sign out to use this link.`).waitFor();
  await page.getByRole("button", { name: "Stay signed in" }).click();
  await expectSignedIn(page);
  expect(page.url()).toBe(`${site.proxy.origin}/`);

  await page.goto(`/invitation#code=${code}`);
  await page.getByRole("button", { name: "Sign out and use the link" }).click();
  await page.getByRole("heading", { name: "Welcome to Gatehouse" }).waitFor();
  expect(page.url()).not.toContain("code");
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, history.state]));
  expect(stored).not.toContain(code);
  expect(site.proxy.calls.filter(({ path }) => path.includes(code))).toEqual([]);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.getByRole("button", { name: "Your account" }).getByText("Noor").waitFor();
});

it("sets a new password by an administrator's link, and signs in with it", async () => {
  const { id, email } = await invite("samir@example.com");
  const callApi = await signInToApi(site, admin);
  const { url } = await callApi<{ url: string }>("POST", `/api/users/${id}/password-reset`);
  const page = await (await site.newContext()).newPage();
  await page.goto(`/password-reset${new URL(url).hash}`);
  await changePassword(page);
  await submitLogin(page, email, password);
  await expectSignedIn(page);
});

it("mails who forgot a password the link to a new one, and tells strangers the same", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  site.proxy.treat(resetRoute, once(wait(40)));
  await askForLink(page, "nobody@example.com");
  await page.getByRole("alert").getByText("Try again in 40 seconds.").waitFor();
  await page.keyboard.press("Enter");
  const told = await page.getByRole("status").textContent();
  expect(told).toMatch(/^If there is an account with this address, a message is on its way/);
  await page.getByRole("link", { name: "Back to sign in" }).click();
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await askForLink(page, viewer);
  expect(await page.getByRole("status").textContent()).toBe(told);

  await page.goto(`/password-reset#code=${await mailbox.codeFor(viewer)}`);
  await changePassword(page);
  await submitLogin(page, viewer, password);
  await expectSignedIn(page);
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
