import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { once, problem } from "./harness/answers.ts";
import { signInToApi } from "./harness/api-client.ts";
import { admin, clerk, openPage, visit } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

/** What the dialog shows and copies under a label. */
async function copy(page: Page, label: string): Promise<string> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: `Copy ${label.toLowerCase()}`, exact: true }).click();
  await dialog.getByText("Copied").first().waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await dialog.getByLabel(label, { exact: true }).inputValue());
  return copied;
}

const newContext = () => site.newContext({ permissions: ["clipboard-read", "clipboard-write"] });

const revoke = async (page: Page) => {
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("Revoked", { exact: true }).waitFor();
};

const readsMe = (token: string) =>
  fetch(`${site.proxy.origin}/api/me`, { headers: { authorization: `Bearer ${token}` } });

it("makes an access token of one's own, shows it once with a command that works, and revokes it", async () => {
  const page = await openPage(site, await newContext(), { as: clerk, at: "/" });
  await visit(page, "Access tokens");
  await page.getByText("No access tokens yet").waitFor();
  await page.getByRole("link", { name: "New token" }).click();
  await page.getByLabel("Name").fill("Nightly export");
  await page.getByLabel("Valid for").click();
  await page.getByRole("option", { name: "30 days" }).click();
  site.proxy.treat(
    "POST /api/api-keys",
    once(problem("reauthentication_required", { methods: ["password"] })),
  );
  await page.getByRole("button", { name: "Save" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await proof.getByLabel("Your password").fill(site.password);
  await proof.getByRole("button", { name: "Confirm" }).click();
  const token = await copy(page, "Token");
  expect(token).toMatch(/^gh_pat_/);
  expect(await copy(page, "Try it")).toBe(
    `curl -H "Authorization: Bearer ${token}" ${site.proxy.origin}/api/me`,
  );
  expect((await readsMe(token)).status).toBe(200);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("cell", { name: "Nightly export" }).waitFor();
  expect(await page.content()).not.toContain(token);
  const [key] = await (
    await signInToApi(site, clerk)
  )<{ scope: string; expiresAt: string }[]>("GET", "/api/api-keys");
  expect(key?.scope).toBe("read");
  expect(Math.round((Date.parse(key?.expiresAt ?? "") - Date.now()) / 86_400_000)).toBe(30);
  await revoke(page);
  await page.getByText("No access tokens yet").waitFor();
  expect((await readsMe(token)).status).toBe(401);
});

it("makes a service account, whose secret gets an access token until it is revoked", async () => {
  const page = await openPage(site, await newContext(), { as: admin, at: "/service-accounts" });
  await page.getByText("No service accounts yet").waitFor();
  await page.getByRole("link", { name: "New service account" }).click();
  await page.getByLabel("Name").fill("Invoice import");
  await page.getByLabel("Role").click();
  await page.getByRole("option", { name: "Clerk" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  const id = await copy(page, "Client ID");
  const secret = await copy(page, "Client secret");
  expect(await copy(page, "Get an access token")).toBe(
    `curl -u "${id}:${secret}" -d grant_type=client_credentials ${site.proxy.origin}/api/token`,
  );
  const authenticate = () =>
    fetch(`${site.proxy.origin}/api/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
  expect((await authenticate()).status).toBe(200);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("cell", { name: id }).waitFor();
  await revoke(page);
  await page.getByText("No service accounts yet").waitFor();
  expect((await authenticate()).status).toBe(401);
});
