import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { admin, openPage } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";
import { useSupplierCopy } from "./harness/supplier-copy.ts";

const copy = useSupplierCopy();
const site = useSite(() => ({}), { root: () => copy.folder });

it("lists, makes, shows, changes, merges and exports the records of a resource that the README's steps add", async () => {
  const page = await openPage(site, await site.newContext());
  const save = () => page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("menuitem", { name: "Suppliers" }).click();
  await page.getByRole("link", { name: "New supplier" }).click();
  await page.getByLabel("Name").fill("Zürcher Papier");
  await page.getByLabel("Rating").fill("5");
  await save();
  await page.waitForURL(/\/suppliers\/[^/]+\/show$/);
  await page.getByRole("heading", { name: "History" }).waitFor();

  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("City").fill("Zürich");
  const id = page.url().split("/").at(-1);
  const callApi = await signInToApi(site, admin);
  await callApi("PATCH", `/api/suppliers/${id}`, { rating: 4 });
  await save();
  await page.getByRole("dialog").getByText("Someone else has changed this").waitFor();
  await page.getByRole("button", { name: "Save the choice" }).click();
  await page.waitForURL(/\/show$/);

  await page.getByRole("menuitem", { name: "Suppliers" }).click();
  await page.getByRole("row", { name: "Zürcher Papier Zürich 4" }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain(",Zürcher Papier,Zürich,4");
});
