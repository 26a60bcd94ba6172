import type { Customer } from "@gatehouse/shared/customers";
import type { Invoice } from "@gatehouse/shared/invoices";
import type { Page } from "playwright-core";
import type { CallApi } from "./api-client.ts";

/** A customer whose name is found by nothing else in the demo data. */
export const makeCustomer = (callApi: CallApi, name: string, currency = "EUR") =>
  callApi<Customer>("POST", "/api/customers", { name, country: "DE", currency });

/** A draft over one line of 100.00 and 20 % tax. */
export const makeDraft = (callApi: CallApi, customerId: string, reference: string) =>
  callApi<Invoice>("POST", "/api/invoices", {
    customerId,
    reference,
    lines: [{ description: "Consulting", quantity: 1, unitPrice: 10_000, taxRate: 20 }],
  });

/** Fills the form of a new invoice with one line. */
export async function fillInvoice(page: Page, customer: string, line: { price: string; tax: string }) {
  await page.getByRole("combobox", { name: /^Customer/ }).fill(customer);
  await page.getByRole("option", { name: customer }).click();
  await page.getByLabel("Description").fill("Consulting");
  await page.getByLabel("Unit price").fill(line.price);
  await page.getByLabel("Tax %").fill(line.tax);
}

/** The state the invoice's page shows. */
export const waitForState = (page: Page, state: string) =>
  page.getByRole("main").getByText(state, { exact: true }).first().waitFor();
