import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import {
  admin,
  approver,
  clerk,
  expectLogin,
  expectSignedIn,
  openPage,
  signOut,
  submitLogin,
  viewer,
} from "./harness/people.ts";
import { once, problem } from "./harness/answers.ts";
import { appOf } from "./harness/factors.ts";
import type { Call } from "./harness/own-proxy.ts";
import { useSite } from "./harness/site.ts";
import { refreshRoute, sessionIdOf } from "./harness/tabs.ts";

const site = useSite();

/** A device that opens its passkeys by a finger that is always there. */
async function addAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** The recovery codes on the page, put away. */
async function keepRecoveryCodes(page: Page): Promise<string[]> {
  const dialog = page.getByRole("dialog", { name: "Your recovery codes" });
  await dialog.waitFor();
  const codes = await dialog.getByRole("listitem").allTextContents();
  expect(codes).toHaveLength(10);
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  return codes;
}

/** Gives the recovery codes that come with the first one. */
async function addPasskey(page: Page, name: string): Promise<string[]> {
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByLabel("Name of the passkey").fill(name);
  await page.getByRole("button", { name: "Continue" }).click();
  return await keepRecoveryCodes(page);
}

/** Mistypes the first code; the recovery codes are on the page then. */
async function setUpApp(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Set up an app" }).click();
  await page.getByRole("img", { name: "QR code of the secret" }).waitFor();
  const secret = (await page.getByLabel("Secret").inputValue()).replaceAll(" ", "");
  await page.getByLabel("Code that the app shows").fill("000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("The code is wrong or was used before.").waitFor();
  await page.getByLabel("Code that the app shows").fill(appOf(secret).nextCode());
  await page.getByRole("button", { name: "Confirm" }).click();
}

/** Answers a question that comes before what can't be undone. */
async function answer(page: Page, question: string, name: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: question });
  await dialog.getByRole("button", { name }).click();
  await dialog.waitFor({ state: "detached" });
}

it("adds a passkey, signs in by it alone, renames it and gives it up", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context, { as: clerk });
  await addAuthenticator(context, page);
  const [code = ""] = await addPasskey(page, "Work laptop");
  await page.getByRole("list", { name: "Passkeys" }).getByText("Work laptop").waitFor();

  await signOut(page);
  await expectLogin(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expectSignedIn(page);

  // Elsewhere the password alone is not enough any more; a recovery code is.
  const elsewhere = await (await site.newContext()).newPage();
  await elsewhere.goto("/login");
  await submitLogin(elsewhere, clerk, site.password);
  await elsewhere.getByLabel("Recovery code").fill(code);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expectSignedIn(elsewhere);

  await page.goto("/profile");
  await page.getByText("9 left").waitFor();
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name of the passkey").fill("Old laptop");
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByText("Old laptop").waitFor();
  await page.getByRole("button", { name: "Remove" }).click();
  await answer(page, "Remove “Old laptop”?", "Cancel");
  const isRemoval = ({ method }: Call) => method === "DELETE";
  expect(site.proxy.callsTo(/^\/api\/me\/passkeys\//).filter(isRemoval)).toEqual([]);
  await page.getByRole("button", { name: "Remove" }).click();
  await answer(page, "Remove “Old laptop”?", "Remove");
  await expect.poll(() => page.getByText("Old laptop").count()).toBe(0);
});

it("asks over unsaved work for what a person without an app has: a passkey, or a recovery code", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context, { as: clerk });
  await addAuthenticator(context, page);
  await addPasskey(page, "Only this");
  await page.getByLabel("First name").fill("Clara");
  const asAdmin = await signInToApi(site, admin);
  await asAdmin("DELETE", `/api/sessions/${await sessionIdOf(page)}`);
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog").filter({ hasText: "Sign in to go on" });
  await dialog.getByLabel("Email").fill(clerk);
  await dialog.getByLabel("Password").fill(site.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await dialog.getByLabel("Recovery code").waitFor();
  await dialog.getByText("One of those you kept when you added the passkey.").waitFor();
  await dialog.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("Your name has been changed").waitFor();
  expect(site.proxy.callsTo("PATCH /api/me").map(({ status }) => status)).toEqual([401, 200]);
});

it("says so where no passkey is used, and the form still works", async () => {
  const context = await site.newContext();
  const page = await context.newPage();
  await addAuthenticator(context, page);
  await page.goto("/login");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("No passkey was used.").waitFor();
  await submitLogin(page, viewer, site.password);
  await expectSignedIn(page);
});

it("shows how to set an app up, and the recovery codes once, and says when they can't be copied", async () => {
  const context = await site.newContext();
  await context.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, "clipboard"));
  const page = await openPage(site, context, { as: approver });
  await setUpApp(page);
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("The browser does not allow copying here. Select the text and copy it.").waitFor();
  await keepRecoveryCodes(page);
  await page.getByText("Set up. You are asked for its code after your password.").waitFor();
});

it("asks before new recovery codes void the old ones, and before the app is removed", async () => {
  const page = await openPage(site, await site.newContext(), { as: viewer });
  const renewals = () => site.proxy.callsTo("POST /api/me/second-factor/recovery-codes").length;
  const removals = () => site.proxy.callsTo("DELETE /api/me/second-factor/totp").length;
  await setUpApp(page);
  const codes = await keepRecoveryCodes(page);

  await page.getByRole("button", { name: "Make new codes" }).click();
  await answer(page, "Make new recovery codes?", "Cancel");
  expect(renewals()).toBe(0);
  await page.getByRole("button", { name: "Make new codes" }).click();
  await answer(page, "Make new recovery codes?", "Make new codes");
  expect(await keepRecoveryCodes(page)).not.toContain(codes[0]);

  await page.getByRole("button", { name: "Remove the app" }).click();
  await answer(page, "Remove the authenticator app?", "Cancel");
  expect(removals()).toBe(0);
  await page.getByRole("button", { name: "Remove the app" }).click();
  await answer(page, "Remove the authenticator app?", "Remove the app");
  await page.getByRole("button", { name: "Set up an app" }).waitFor();
});

it("asks who is there before factors change, ten minutes after the sign-in", async () => {
  const page = await openPage(site, await site.newContext(), { as: viewer });
  const demand = problem("reauthentication_required", { methods: ["password"] });
  site.proxy.treat("POST /api/me/second-factor/totp", once(demand));
  await page.getByRole("button", { name: "Set up an app" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await dialog.getByLabel("Your password").fill("not my password");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await dialog.getByText("The current password is wrong.").waitFor();
  await dialog.getByLabel("Your password").fill(site.password);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("img", { name: "QR code of the secret" }).waitFor();
});

it("sends one change of the policy after the other", async () => {
  const page = await openPage(site, await site.newContext(), { as: admin, at: "/second-factor-policy" });
  const boxes = page.getByRole("checkbox");
  const saving = site.proxy.hold("PUT /api/second-factor-policy");
  await page.getByRole("checkbox", { name: "Viewer" }).check();
  await saving.arrived;
  for (const box of await boxes.all()) expect(await box.isDisabled()).toBe(true);
  saving.lift();
  await page.getByText("Saved").waitFor();
  await page.getByRole("checkbox", { name: "Viewer" }).uncheck();
  await expect.poll(() => site.proxy.callsTo("PUT /api/second-factor-policy").length).toBe(2);
  await site.proxy.quiet();
});

it("lets who must have a second factor set one up first, and then go on, over an outage as well", async () => {
  const asAdmin = await signInToApi(site, admin);
  const policy = await openPage(site, await site.newContext(), { as: admin, at: "/users" });
  await policy.getByRole("link", { name: "Second factor" }).click();
  await policy.getByRole("checkbox", { name: "Viewer" }).check();
  await policy.getByText("Saved").waitFor();
  try {
    const context = await site.newContext();
    const page = await context.newPage();
    await addAuthenticator(context, page);
    await page.goto("/customers");
    await submitLogin(page, viewer, site.password);
    await page.getByRole("heading", { name: "Your role demands a second factor" }).waitFor();
    await addPasskey(page, "This device");
    const outage = site.proxy.cut(refreshRoute);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("Reconnecting…").waitFor();
    expect(await page.getByRole("button", { name: "Go on" }).isDisabled()).toBe(true);
    outage.lift();
    await page.getByRole("button", { name: "Try now" }).click();
    await expectSignedIn(page);
    expect(new URL(page.url()).pathname).toBe("/customers");
  } finally {
    await asAdmin("PUT", "/api/second-factor-policy", { roles: [] });
  }
});

it("asks for no code of an account that has none left", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/");
  const refusal = problem("second_factor_required", { methods: ["passkey"] });
  site.proxy.treat("POST /api/token", once(refusal));
  await submitLogin(page, admin, site.password);
  await page.getByText("Your recovery codes are used up.").waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  await page.getByRole("button", { name: "Use a passkey" }).waitFor();
});
