import type { AdminMetrics } from "@gatehouse/shared/admin-metrics";
import { expect, it } from "vitest";
import { problem } from "./harness/answers.ts";
import { signInToApi } from "./harness/api-client.ts";
import { admin, clerk, openPage } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

/** The number under a card's title. */
const figure = async (page: Awaited<ReturnType<typeof openPage>>, title: string) =>
  Number(await page.getByText(title, { exact: true }).locator("xpath=following-sibling::p[1]").textContent());

it("shows administrators what happened today, and leads to it", async () => {
  const callApi = await signInToApi(site, admin);
  await fetch(`${site.proxy.origin}/api/token`, {
    method: "POST",
    body: new URLSearchParams({ username: clerk, password: "not the password of anybody" }),
  });
  const page = await openPage(site, await site.newContext(), { as: admin, at: "/" });
  await page.getByRole("menuitem", { name: "System" }).click();
  await page.getByText("As of").waitFor();
  const metrics = await callApi<AdminMetrics>("GET", "/api/admin/metrics");
  expect(metrics.failed_sign_ins_today).toBe(1);
  expect(await figure(page, "Sign-ins today")).toBe(metrics.sign_ins_today);
  expect(await figure(page, "Failed sign-ins today")).toBe(1);
  expect(await figure(page, "Stolen sessions today")).toBe(0);
  expect(await figure(page, "Active sessions")).toBe(metrics.active_sessions);
  expect(await figure(page, "Requests today")).toBeGreaterThan(1);

  await signInToApi(site, clerk);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect.poll(() => figure(page, "Sign-ins today")).toBe(metrics.sign_ins_today + 1);
  await page.getByText("Failed sign-ins today").click();
  await page.getByText("1-1 of 1").waitFor();
  await page.getByRole("cell", { name: "Login failed" }).waitFor();
  await page.goBack();
  await page.getByText("Active sessions").click();
  await page.getByRole("heading", { name: "Sessions" }).waitFor();
});

it("says why it has no figures", async () => {
  site.proxy.treat("GET /api/admin/metrics", () => problem("insufficient_scope"));
  const page = await openPage(site, await site.newContext(), { as: admin, at: "/system" });
  await page.getByText("Your role does not allow this.").waitFor();
});
