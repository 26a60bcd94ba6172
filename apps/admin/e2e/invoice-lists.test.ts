import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Invoice } from "@gatehouse/shared/invoices";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { makeCustomer, makeDraft } from "./harness/business.ts";
import { clerk, openPage } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite(() => ({}), { invoices: 5_000 });

const listOf = (filter: object) => `/invoices?filter=${encodeURIComponent(JSON.stringify(filter))}`;

async function makeDrafts(customerName: string, references: string[]) {
  const callApi = await signInToApi(site, clerk);
  const customer = await makeCustomer(callApi, customerName);
  const drafts: Invoice[] = [];
  for (const reference of references) drafts.push(await makeDraft(callApi, customer.id, reference));
  return { callApi, customer, drafts };
}

it("gives all selected drafts a due date by one request", async () => {
  const { callApi, customer, drafts } = await makeDrafts("Bulk Date Ltd", ["B-1", "B-2", "B-3"]);
  const page = await openPage(site, await site.newContext(), {
    as: clerk,
    at: listOf({ customerId: customer.id }),
  });
  await page.getByRole("checkbox", { name: "Select all" }).click();
  await page.getByRole("button", { name: "Set due date" }).click();
  await page.getByRole("dialog").getByLabel("Due date").fill("2031-05-06");
  await page.getByRole("dialog").getByRole("button", { name: "Set due date" }).click();
  await page.getByText("3 invoices due on").waitFor();
  expect(site.proxy.callsTo("PATCH /api/invoices")).toHaveLength(1);
  for (const { id } of drafts) {
    expect(await callApi<Invoice>("GET", `/api/invoices/${id}`)).toMatchObject({ dueDate: "2031-05-06" });
  }
});

it("deletes all selected drafts by one request, after asking", async () => {
  const { callApi, customer } = await makeDrafts("Bulk Delete Ltd", ["D-1", "D-2"]);
  const page = await openPage(site, await site.newContext(), {
    as: clerk,
    at: listOf({ customerId: customer.id }),
  });
  await page.getByRole("checkbox", { name: "Select all" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
  await page.getByText("Nothing matches these filters.").waitFor();
  expect(site.proxy.callsTo("DELETE /api/invoices")).toHaveLength(1);
  expect(await callApi<Invoice[]>("GET", `/api${listOf({ customerId: customer.id })}`)).toEqual([]);
});

it("lets only one's own drafts be selected", async () => {
  const { callApi, customer, drafts } = await makeDrafts("Mixed Ltd", ["M-1", "M-2"]);
  await callApi("POST", `/api/invoices/${drafts[0]?.id}/submit`);
  const page = await openPage(site, await site.newContext(), {
    as: clerk,
    at: listOf({ customerId: customer.id }),
  });
  await page.getByText("1-2 of 2").waitFor();
  const enabled = page.getByRole("checkbox", { name: "Select this row", disabled: false });
  await expect.poll(() => enabled.count()).toBe(1);
  const deletion = page.getByRole("main").getByRole("button", { name: "Delete" });
  expect(await deletion.count(), "in reach while nothing is selected").toBe(0);
  await enabled.check();
  await deletion.waitFor();
});

/** What the database itself holds, in the order of the ids. */
function readStoredIds(condition: string): unknown[] {
  const database = new DatabaseSync(join(site.server.folder, "gatehouse.db"), { readOnly: true });
  const rows = database.prepare(`SELECT id FROM invoices WHERE ${condition} ORDER BY id`).all();
  database.close();
  return rows.map(({ id }) => id);
}

it.each([
  { filter: {}, condition: "TRUE", least: 5_000 },
  {
    filter: { status: ["paid"], currency: "EUR" },
    condition: "status = 'paid' AND currency = 'EUR'",
    least: 26,
  },
])(
  "exports every row of the filter $filter, as the database has them",
  async ({ filter, condition, least }) => {
    const page = await openPage(site, await site.newContext(), { as: clerk, at: listOf(filter) });
    const stored = readStoredIds(condition);
    expect(stored.length).toBeGreaterThanOrEqual(least);
    await page.getByText(`1-25 of ${stored.length}`).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export" }).click(),
    ]);
    const csv = await readFile(await download.path(), "utf8");
    const exported = [...csv.matchAll(/^([0-9a-f-]{36}),/gm)].map(([, id = ""]) => id);
    expect(exported.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(stored);
    expect(download.suggestedFilename()).toMatch(/^invoices-\d{4}-\d\d-\d\d\.csv$/);
  },
);

it("selects and changes drafts on a phone, where they are cards", async () => {
  const { customer } = await makeDrafts("Pocket Ltd", ["P-1", "P-2"]);
  const context = await site.newContext({ viewport: { width: 360, height: 740 } });
  const page = await openPage(site, context, { as: clerk, at: listOf({ customerId: customer.id }) });
  for (const nth of [0, 1]) await page.getByRole("checkbox", { name: "Select this row" }).nth(nth).check();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
  await page.getByText("Nothing matches these filters.").waitFor();
  expect(site.proxy.callsTo("DELETE /api/invoices")).toHaveLength(1);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByText(/1-25 of/).waitFor();
});

it("asks one of the usual questions by one click, and keeps it in the address", async () => {
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/invoices" });
  await page.getByRole("navigation", { name: "Views" }).getByText("Waiting for approval").click();
  await page.waitForURL(({ search }) => decodeURIComponent(search).includes('"status":["submitted"]'));
  await page.getByRole("row").filter({ hasText: "Draft" }).first().waitFor({ state: "detached" });
});
