import { readFile } from "node:fs/promises";
import type { Me } from "@gatehouse/shared/session-api";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { makeCustomer, makeDraft } from "./harness/business.ts";
import { admin, clerk, openPage } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-/;
const lineOf = (unitPrice: number) => ({ description: "Consulting", quantity: 1, unitPrice, taxRate: 20 });

it("tells in words what was changed, on the record's own page and in the audit log", async () => {
  const callApi = await signInToApi(site, clerk);
  const [before, after] = [
    await makeCustomer(callApi, "Before Ltd"),
    await makeCustomer(callApi, "After Ltd"),
  ];
  const { id } = await makeDraft(callApi, before.id, "AU-1");
  await callApi("PATCH", `/api/invoices/${id}`, { lines: [lineOf(20_000)] });
  await callApi("PATCH", `/api/invoices/${id}`, { customerId: after.id, currency: "USD" });
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/invoices/${id}/show` });
  await page.getByText("Customer: Before Ltd → After Ltd").waitFor();
  // In the currency of that time, though the record has another by now.
  await page.getByText("Total: €120.00 → €240.00").waitFor();
  await page.getByText("Written by: Chiara Rossi").waitFor();
  expect(await page.getByRole("main").textContent()).not.toMatch(uuid);

  await page.getByRole("link", { name: "In the audit log" }).click();
  await page.getByText("1-3 of 3").waitFor();
  const latest = page.getByRole("row", { name: /Invoice updated Chiara Rossi Invoice Draft/ }).first();
  await latest.getByRole("button", { name: /^Customer, Currency/ }).press("Enter");
  await page.getByText("Customer: Before Ltd → After Ltd").waitFor();
  await page.getByRole("button", { name: "Lines, Subtotal, Tax, Total", exact: true }).press("Enter");
  await page.getByText("Total: €120.00 → €240.00").waitFor();
  await latest.getByRole("link", { name: /^Draft of/ }).click();
  await page.waitForURL(`/invoices/${id}/show`);
});

it("finds events by their kind and their person, and exports exactly those", async () => {
  const callApi = await signInToApi(site, admin);
  const { id: adminId } = await callApi<Me>("GET", "/api/me");
  const mine = await makeCustomer(callApi, "Logged Ltd");
  const theirs = await makeCustomer(await signInToApi(site, clerk), "Somebody Else's Ltd");
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/users/${adminId}/show` });
  await page.getByRole("link", { name: "Everything this person did" }).click();
  await expect.poll(() => page.getByRole("combobox", { name: "Person" }).inputValue()).toBe("Ada Okafor");
  await page.getByRole("combobox", { name: "Event" }).fill("Customer created");
  await page.getByRole("option", { name: "Customer created" }).click();
  await page.getByText("1-1 of 1").waitFor();
  await page.getByRole("cell", { name: "Customer Logged Ltd" }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  const csv = await readFile(await download.path(), "utf8");
  expect(csv).toContain(mine.id);
  expect(csv).not.toContain(theirs.id);
  expect(csv.trim().split("\n")).toHaveLength(2);
});
