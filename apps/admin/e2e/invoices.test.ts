import type { Invoice } from "@gatehouse/shared/invoices";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { fillInvoice, makeCustomer, makeDraft, waitForState } from "./harness/business.ts";
import { admin, approver, clerk, openPage } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

it("begins an invoice at its customer's page, with his currency, and leads back there", async () => {
  const callApi = await signInToApi(site, clerk);
  const { id } = await makeCustomer(callApi, "東京精密株式会社", "JPY");
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/customers" });
  await page.getByPlaceholder("Search customers").fill("精密");
  await page.getByText("1-1 of 1").waitFor();
  await page.getByRole("link", { name: "東京精密株式会社" }).click();
  await page.getByRole("link", { name: "New invoice" }).click();
  await page.getByLabel("Description").fill("Consulting");
  await page.getByLabel("Unit price").fill("12500");
  await page.getByLabel("Tax %").fill("10");
  await page.getByRole("button", { name: "Save" }).click();
  await waitForState(page, "Draft");
  await page.getByLabel("Totals").getByText("¥13,750").waitFor();
  await page.getByRole("link", { name: "東京精密株式会社" }).click();
  await page.waitForURL(`/customers/${id}/show`);
  await expect.poll(() => page.title()).toBe("東京精密株式会社 · Gatehouse");
});

it("writes an invoice with live totals, and finds it again by the search", async () => {
  const callApi = await signInToApi(site, clerk);
  await makeCustomer(callApi, "Zwölfender Präzision AG");
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/invoices/create" });
  await fillInvoice(page, "Zwölfender Präzision AG", { price: "19.99", tax: "19" });
  await page.getByLabel("Totals").getByText("€23.79").waitFor();
  await page.getByLabel("Customer's reference").fill("ZW-2026-1");
  await page.getByRole("button", { name: "Save" }).click();
  await waitForState(page, "Draft");

  await page.goto("/invoices");
  await page.getByPlaceholder("Search invoices").fill("zwölfender");
  await page.getByText("1-1 of 1").waitFor();
  await page.getByRole("cell", { name: "€23.79" }).waitFor();
});

it("keeps the amounts as they read when the currency changes", async () => {
  const callApi = await signInToApi(site, clerk);
  const customer = await makeCustomer(callApi, "Yokohama Steel");
  const draft = await makeDraft(callApi, customer.id, "YS-1");
  const page = await openPage(site, await site.newContext(), { as: clerk, at: `/invoices/${draft.id}` });
  await page.getByRole("combobox", { name: /^Currency/ }).fill("JPY");
  await page.getByRole("option", { name: /JPY/ }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await waitForState(page, "Draft");
  const stored = await callApi<Invoice>("GET", `/api/invoices/${draft.id}`);
  expect(stored).toMatchObject({ currency: "JPY", total: 120 });
});

it("takes the last currency back where it was emptied, and the amounts stay", async () => {
  const callApi = await signInToApi(site, clerk);
  const customer = await makeCustomer(callApi, "Kobe Steel", "JPY");
  const draft = await makeDraft(callApi, customer.id, "KS-1");
  const page = await openPage(site, await site.newContext(), { as: clerk, at: `/invoices/${draft.id}` });
  const currency = page.getByRole("combobox", { name: /^Currency/ });
  const before = await currency.inputValue();
  await currency.fill("");
  await page.getByLabel("Description").fill("Consulting, March");
  expect(await currency.inputValue()).toBe(before);
  await page.getByRole("button", { name: "Save" }).click();
  await waitForState(page, "Draft");
  const stored = await callApi<Invoice>("GET", `/api/invoices/${draft.id}`);
  expect(stored).toMatchObject({ currency: draft.currency, total: draft.total });
  expect(stored.lines[0]).toMatchObject({ description: "Consulting, March", unitPrice: 10_000 });
});

it("offers no next step until the page shows what the last one has made", async () => {
  const callApi = await signInToApi(site, clerk);
  const customer = await makeCustomer(callApi, "Once Only Ltd");
  const { id } = await makeDraft(callApi, customer.id, "OO-1");
  await callApi("POST", `/api/invoices/${id}/submit`);
  const at = `/invoices/${id}/show`;
  const page = await openPage(site, await site.newContext(), { as: approver, at });
  const approve = page.getByRole("button", { name: "Approve" });
  await approve.waitFor();
  const rereading = site.proxy.hold(`GET /api/invoices/${id}`);
  await approve.click();
  await rereading.arrived;
  expect(await approve.isDisabled()).toBe(true);
  expect(await page.getByRole("button", { name: "Reject" }).isDisabled()).toBe(true);
  rereading.lift();
  await waitForState(page, "Approved");
  expect(site.proxy.callsTo(`POST /api/invoices/${id}/approve`)).toHaveLength(1);
});

it("goes from draft to paid through two people, each offered only his own steps", async () => {
  const callApi = await signInToApi(site, clerk);
  const customer = await makeCustomer(callApi, "Two People Ltd");
  const { id } = await makeDraft(callApi, customer.id, "TP-1");

  const clerkPage = await openPage(site, await site.newContext(), { as: clerk, at: `/invoices/${id}/show` });
  await clerkPage.getByRole("button", { name: "Submit" }).click();
  await waitForState(clerkPage, "Submitted");
  expect(await clerkPage.getByRole("button", { name: "Approve" }).count()).toBe(0);

  const approverPage = await openPage(site, await site.newContext(), {
    as: approver,
    at: `/invoices/${id}/show`,
  });
  await approverPage.getByRole("button", { name: "Approve" }).click();
  await waitForState(approverPage, "Approved");
  await approverPage.getByRole("button", { name: "Pay" }).click();
  await waitForState(approverPage, "Paid");
  const stored = await callApi<Invoice>("GET", `/api/invoices/${id}`);
  expect(stored.status).toBe("paid");
});

it("asks for the reason of a rejection, and shows it to the clerk", async () => {
  const callApi = await signInToApi(site, clerk);
  const customer = await makeCustomer(callApi, "Rejected Ltd");
  const { id } = await makeDraft(callApi, customer.id, "RJ-1");
  await callApi("POST", `/api/invoices/${id}/submit`);
  const page = await openPage(site, await site.newContext(), { as: approver, at: `/invoices/${id}/show` });
  await page.getByRole("button", { name: "Reject" }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByRole("button", { name: "Reject" }).isDisabled()).toBe(true);
  await dialog.getByLabel("Reason").fill("The order number is missing.");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await page.getByRole("alert").getByText("The order number is missing.").waitFor();
});

it("offers an administrator no approval of what he wrote himself", async () => {
  const callApi = await signInToApi(site, admin);
  const customer = await makeCustomer(callApi, "Own Ltd");
  const { id } = await makeDraft(callApi, customer.id, "OWN-1");
  await callApi("POST", `/api/invoices/${id}/submit`);
  const page = await openPage(site, await site.newContext(), { as: admin, at: `/invoices/${id}/show` });
  await page.getByRole("button", { name: "Reject" }).waitFor();
  expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
  await page.getByRole("heading", { name: "History" }).waitFor();
  await page.getByText("Invoice submitted").waitFor();
});

it("says that a submitted invoice can't be changed instead of showing its form", async () => {
  const callApi = await signInToApi(site, clerk);
  const customer = await makeCustomer(callApi, "Closed Ltd");
  const { id } = await makeDraft(callApi, customer.id, "CL-1");
  await callApi("POST", `/api/invoices/${id}/submit`);
  const page = await openPage(site, await site.newContext(), { as: clerk, at: `/invoices/${id}` });
  await page.getByText("This invoice is submitted. Only drafts can be changed.").waitFor();
  expect(await page.getByRole("button", { name: "Save" }).count()).toBe(0);
});

it("warns of a second invoice with the same reference of the same customer", async () => {
  const callApi = await signInToApi(site, clerk);
  const customer = await makeCustomer(callApi, "Twice Ltd");
  await makeDraft(callApi, customer.id, "TW-1");
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/invoices/create" });
  await fillInvoice(page, "Twice Ltd", { price: "1", tax: "0" });
  await page.getByLabel("Customer's reference").fill("TW-1");
  await page.getByText("This customer already has an invoice with this reference.").waitFor();
});
