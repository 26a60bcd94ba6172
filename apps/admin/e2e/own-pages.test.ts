import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { html, once, problem, wait } from "./harness/answers.ts";
import {
  admin,
  approver,
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

async function fillPasswords(page: Page, current: string, next: string): Promise<void> {
  await page.getByLabel("Current password").fill(current);
  await page.getByLabel("New password").fill(next);
  // It comes above the button, which would move away under a click.
  await page.getByText("Strength:").waitFor();
}

it("lists one's own devices, this one first, and signs another out", async () => {
  const elsewhere = await site.newContext();
  const other = await openPage(site, elsewhere, { as: clerk, at: "/customers" });
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/profile/sessions" });
  const devices = page.locator("[data-session]");
  await devices.first().getByText("This device").waitFor();
  const before = await devices.count();
  await devices.nth(1).getByRole("button", { name: "Sign out" }).click();
  await page.getByText("Signed out there").waitFor();
  await expect.poll(() => devices.count()).toBe(before - 1);
  await other.reload();
  await expectLogin(other);
});

it("signs out all other devices at once, after a question, and a proof where the sign-in was long ago", async () => {
  await openSession(site, await site.newContext(), viewer);
  await openSession(site, await site.newContext(), viewer);
  const page = await openPage(site, await site.newContext(), { as: viewer, at: "/profile/sessions" });
  site.proxy.treat(
    "DELETE /api/me/sessions",
    once(problem("reauthentication_required", { methods: ["password"] })),
  );
  const signOutAll = page.getByRole("button", { name: "Sign out all other devices" });
  const question = page.getByRole("dialog", { name: "Sign out all other devices?" });
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await signOutAll.click();
  await question.getByRole("button", { name: "Cancel" }).click();
  await question.waitFor({ state: "hidden" });
  expect(site.proxy.callsTo("DELETE /api/me/sessions")).toEqual([]);
  await signOutAll.click();
  await question.getByRole("button", { name: "Sign out all other devices" }).click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await page.locator("[data-session]").count()).toBe(3);
  site.proxy.treat(
    "DELETE /api/me/sessions",
    once(problem("reauthentication_required", { methods: ["password"] })),
  );
  await signOutAll.click();
  await question.getByRole("button", { name: "Sign out all other devices" }).click();
  await dialog.getByLabel("Your password").fill(site.password);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("Signed out there").waitFor();
  await expect.poll(() => page.locator("[data-session]").count()).toBe(1);
});

it("asks once who is signed in, whatever on the page wants to know", async () => {
  await openPage(site, await site.newContext());
  await site.proxy.quiet();
  expect(site.proxy.callsTo("GET /api/me")).toHaveLength(1);
});

it("knows who is signed in, though the profile was left before the answer came", async () => {
  const context = await site.newContext();
  await openSession(site, context, viewer);
  const account = site.proxy.hold("GET /api/me");
  const page = await openTab(context);
  await account.arrived;
  await page.getByRole("menuitem", { name: "Invoices" }).click();
  await page.getByText(/1-25 of/).waitFor();
  account.lift();
  await page.getByRole("button", { name: "Your account" }).getByText("Viktor").waitFor();
  expect(site.proxy.callsTo("GET /api/me")).toHaveLength(1);
});

it("says why one's own account and the passkeys could not be read, and reads them at another try", async () => {
  const account = site.proxy.treat("GET /api/me", () => wait(40));
  const passkeys = site.proxy.treat("GET /api/me/passkeys", () => wait(40));
  const page = await openPage(site, await site.newContext(), { as: viewer });
  const alerts = page.getByRole("alert").filter({ hasText: "Try again in 40 seconds." });
  await expect.poll(() => alerts.count()).toBe(2);
  account.lift();
  await alerts.first().getByRole("button", { name: "Try again" }).click();
  await page.getByText(`${viewer}, Viewer`).waitFor();
  passkeys.lift();
  await alerts.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => alerts.count()).toBe(0);
});

it.each(["/profile/sessions", "/second-factor-policy"])(
  "says why %s could not be read, and reads it at another try",
  async (at) => {
    const failures = ["GET /api/me/sessions", "GET /api/second-factor-policy"].map((route) =>
      site.proxy.treat(route, () => wait(40)),
    );
    const page = await openPage(site, await site.newContext(), { as: admin, at });
    const alert = page.getByRole("main").getByRole("alert").filter({ hasText: "Try again in 40 seconds." });
    await alert.waitFor();
    for (const failure of failures) failure.lift();
    await alert.getByRole("button", { name: "Try again" }).click();
    await alert.waitFor({ state: "detached" });
  },
);

it("changes one's own name, which the bar shows at once, and says at the field when it is refused", async () => {
  const page = await openPage(site, await site.newContext(), { as: viewer, at: "/profile" });
  await page.getByLabel("First name").fill("V".repeat(101));
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => page.getByLabel("First name").getAttribute("aria-invalid")).toBe("true");
  await page.getByLabel("First name").fill("Viktoria");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Your account" }).getByText("Viktoria").waitFor();
});

it("changes one's own email by the password, and says at the field when it is wrong", async () => {
  const page = await openPage(site, await site.newContext(), { as: approver });
  await page.getByRole("button", { name: "Change email" }).click();
  const dialog = page.getByRole("dialog", { name: "Change your email" });
  await dialog.getByLabel("New email").fill("anders@example.com");
  await dialog.getByLabel("Your password").fill("not my password at all");
  await dialog.getByRole("button", { name: "Change email" }).click();
  await dialog.getByText("The current password is wrong.").waitFor();
  await dialog.getByLabel("Your password").fill(site.password);
  // As it is where the session has not shown the second factor that there is.
  site.proxy.treat("PATCH /api/me", once(problem("reauthentication_required", { methods: ["password"] })));
  await dialog.getByRole("button", { name: "Change email" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await proof.getByLabel("Your password").fill(site.password);
  await proof.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("anders@example.com, Approver").waitFor();
});

it("says at the field that the current password is wrong, and when a gateway answers for the server", async () => {
  const page = await openPage(site, await site.newContext(), { as: viewer, at: "/profile" });
  await fillPasswords(page, "not my password at all", "a new password that is long");
  const outage = site.proxy.treat("POST /api/me/password", () => html(502));
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("The server could not answer. Try again in a moment.").waitFor();
  outage.lift();
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("The current password is wrong.").waitFor();
});

it("keeps no password in the form once it is changed", async () => {
  const page = await openPage(site, await site.newContext(), { as: viewer });
  site.proxy.treat("POST /api/me/password", () => ({ status: 204 }));
  await fillPasswords(page, site.password, "a new password that is long");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Your password has been changed.").waitFor();
  await expect.poll(() => page.getByLabel("Current password").inputValue()).toBe("");
  expect(await page.getByLabel("New password").inputValue()).toBe("");
});

it("follows the system's theme until one is chosen; the choice outlives the sign-out", async () => {
  const context = await site.newContext({ colorScheme: "dark" });
  const page = await openPage(site, context, { as: viewer, at: "/profile" });
  const scheme = () => page.evaluate(() => getComputedStyle(document.body).colorScheme);
  await expect.poll(scheme).toBe("dark");
  await page.getByRole("button", { name: "Toggle light/dark mode" }).click();
  await expect.poll(scheme).toBe("light");
  await signOut(page);
  await expectLogin(page);
  await openSession(site, context, viewer);
  const again = await openTab(context);
  await expect.poll(() => again.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe("light");
});
