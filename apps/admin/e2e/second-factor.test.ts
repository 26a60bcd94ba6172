import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { enrolApp } from "./harness/factors.ts";
import { admin, approver, clerk, expectSignedIn, openPage, submitLogin } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import { sessionIdOf } from "./harness/tabs.ts";

const site = useSite();

it("asks for the code after the password, says when it is wrong, and takes a pasted one", async () => {
  const app = await enrolApp(await signInToApi(site, clerk));
  const page = await (await site.newContext()).newPage();
  await page.goto("/customers");
  await submitLogin(page, clerk, site.password);
  const code = page.getByLabel("Code");
  await code.waitFor();
  expect(await code.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await code.getAttribute("autocomplete")).toBe("one-time-code");
  await code.fill("000000");
  await page.keyboard.press("Enter");
  await page.getByText("The code is wrong or was used before.").waitFor();
  expect(await code.evaluate((input) => input === document.activeElement)).toBe(true);
  const right = app.nextCode();
  await code.fill("");
  await page.keyboard.insertText(`${right.slice(0, 3)} ${right.slice(3)}`);
  await page.keyboard.press("Enter");
  await expectSignedIn(page);
  expect(new URL(page.url()).pathname).toBe("/customers");
});

it("asks for the code over unsaved work too, and the save goes out again", async () => {
  const page = await openPage(site, await site.newContext(), { as: approver });
  const app = await enrolApp(await signInToApi(site, approver));
  await page.getByLabel("First name").fill("Andrea");
  const asAdmin = await signInToApi(site, admin);
  await asAdmin("DELETE", `/api/sessions/${await sessionIdOf(page)}`);
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog").filter({ hasText: "Sign in to go on" });
  await dialog.getByLabel("Email").fill(approver);
  await dialog.getByLabel("Password").fill(site.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await dialog.getByLabel("Code").fill(app.nextCode());
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Your name has been changed").waitFor();
  expect(site.proxy.callsTo("PATCH /api/me").map(({ status }) => status)).toEqual([401, 200]);
});
