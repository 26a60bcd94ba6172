import { expect, it } from "vitest";
import { clerk, expectLogin, expectSignedIn, openPage, signOut, submitLogin } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

it("signs in by email and password, and a reload keeps the session", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/");
  await expectLogin(page);
  await submitLogin(page, clerk, site.password);
  await expectSignedIn(page);
  await page.reload();
  await expectSignedIn(page);
  expect(new URL(page.url()).pathname).toBe("/");
});

it("says so when the password is wrong, and keeps the email", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/");
  await submitLogin(page, clerk, "not the password of anyone");
  await page.getByRole("alert").getByText("Email or password is wrong.").waitFor();
  expect(await page.getByLabel("Email").inputValue()).toBe(clerk);
});

it("needs no password in a second tab", async () => {
  const context = await site.newContext();
  await openPage(site, context);
  const second = await context.newPage();
  await second.goto("/profile");
  await expectSignedIn(second);
});

it("ends the session at sign-out: neither a reload nor another tab brings it back", async () => {
  const context = await site.newContext();
  const page = await openPage(site, context);
  await signOut(page);
  await expectLogin(page);
  await page.reload();
  await expectLogin(page);
  const second = await context.newPage();
  await second.goto("/profile");
  await expectLogin(second);
  expect(await context.cookies()).not.toContainEqual(expect.objectContaining({ name: "gatehouse" }));
});

it("keeps a deep link through the login: path, query and hash", async () => {
  const page = await (await site.newContext()).newPage();
  const link = "/profile/sessions?from=mail#second";
  await page.goto(link);
  await expectLogin(page);
  await submitLogin(page, clerk, site.password);
  await expectSignedIn(page);
  expect(page.url()).toBe(site.proxy.origin + link);
});

it("tells on the login page whether Caps Lock is on, and shows the password on demand", async () => {
  const page = await (await site.newContext()).newPage();
  await page.goto("/login");
  const password = page.getByLabel("Password");
  await password.evaluate((input) =>
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "A", bubbles: true, modifierCapsLock: true })),
  );
  await page.getByText("Caps Lock is on.").waitFor();
  await page.getByRole("button", { name: "Show" }).click();
  expect(await password.getAttribute("type")).toBe("text");
});

it("masks the password, and takes one that is pasted or filled in by a password manager", async () => {
  const context = await site.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto("/login");
  const [email, password] = [page.getByLabel("Email"), page.getByLabel("Password")];
  expect(await password.getAttribute("type")).toBe("password");
  // What a manager looks for.
  expect(await email.getAttribute("autocomplete")).toContain("username");
  expect(await password.getAttribute("autocomplete")).toContain("current-password");
  await email.fill(clerk);
  await password.focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), site.password);
  await page.keyboard.press("Control+V");
  await page.keyboard.press("Enter");
  await expectSignedIn(page);
});

/** What the page's own scripts weigh on the wire; the page can't say, its clock and `performance` are the test's. */
async function entryBytes(): Promise<number> {
  const html = await (await fetch(`${site.server.origin}/login`)).text();
  const scripts = [...html.matchAll(/\/assets\/[^"]+\.js/g)].map(([path]) => site.server.origin + path);
  const headers = { "accept-encoding": "br" };
  const answers = await Promise.all(scripts.map((script) => fetch(script, { method: "HEAD", headers })));
  return answers.reduce((sum, answer) => sum + Number(answer.headers.get("content-length")), 0);
}

it("does not load the admin before the login is there, and has it ready for who signs in", async () => {
  const page = await (await site.newContext()).newPage();
  const theAdmin = site.proxy.hold(/^\/assets\/App-/);
  await page.goto("/login");
  await expectLogin(page);
  await theAdmin.arrived;
  const bytes = await entryBytes();
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(100_000);
  theAdmin.lift();
  await submitLogin(page, clerk, site.password);
  await expectSignedIn(page);
});
