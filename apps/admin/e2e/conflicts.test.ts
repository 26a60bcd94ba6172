import type { Invoice } from "@gatehouse/shared/invoices";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { makeCustomer, makeDraft, waitForState } from "./harness/business.ts";
import { clerk, openPage } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

/** A draft that is open in the form while someone else changes its reference and notes. */
async function openOutdatedForm(reference: string) {
  const callApi = await signInToApi(site, clerk);
  const customer = await makeCustomer(callApi, `Conflict ${reference}`);
  const { id } = await makeDraft(callApi, customer.id, reference);
  const page = await openPage(site, await site.newContext(), { as: clerk, at: `/invoices/${id}` });
  await page.getByLabel("Notes").fill("what I typed");
  await callApi("PATCH", `/api/invoices/${id}`, { reference: `${reference} theirs`, notes: "their notes" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").getByText("Someone else has changed this in the meantime").waitFor();
  return { page, stored: () => callApi<Invoice>("GET", `/api/invoices/${id}`) };
}

it("merges what both changed: theirs where I changed nothing, mine where I did", async () => {
  const { page, stored } = await openOutdatedForm("CM-1");
  await page.getByRole("button", { name: "Save the choice" }).click();
  await waitForState(page, "Draft");
  expect(await stored()).toMatchObject({ reference: "CM-1 theirs", notes: "what I typed" });
});

it("takes the other version field by field", async () => {
  const { page, stored } = await openOutdatedForm("CM-2");
  await page
    .getByRole("group", { name: "Notes" })
    .getByRole("radio", { name: /Theirs/ })
    .check();
  await page.getByRole("button", { name: "Save the choice" }).click();
  await waitForState(page, "Draft");
  expect(await stored()).toMatchObject({ reference: "CM-2 theirs", notes: "their notes" });
});

it("shows what is stored when mine is discarded", async () => {
  const { page, stored } = await openOutdatedForm("CM-3");
  await page.getByRole("button", { name: "Discard mine" }).click();
  await expect.poll(() => page.getByLabel("Notes").inputValue()).toBe("their notes");
  expect(await stored()).toMatchObject({ notes: "their notes" });
});

it("does not decide an invoice that has been changed since it was shown", async () => {
  const asClerk = await signInToApi(site, clerk);
  const { id: customerId } = await makeCustomer(asClerk, "Stale Decisions GmbH");
  const draft = await makeDraft(asClerk, customerId, "PO-STALE");
  const page = await openPage(site, await site.newContext(), { as: clerk, at: `/invoices/${draft.id}/show` });
  await page.getByRole("button", { name: "Submit" }).waitFor();
  await asClerk("PATCH", `/api/invoices/${draft.id}`, { notes: "Changed elsewhere" });
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByText("Someone else has changed this record").waitFor();
  await page.getByText("Changed elsewhere").waitFor();
  await page.getByRole("button", { name: "Submit" }).click();
  await waitForState(page, "Submitted");
});
