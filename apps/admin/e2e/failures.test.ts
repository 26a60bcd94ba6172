import { expect, it } from "vitest";
import { html, once, problem } from "./harness/answers.ts";
import { clerk, openPage } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

async function openNewCustomer() {
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/customers/create" });
  await page.getByLabel("Name").fill("Kept Ltd");
  for (const [label, value] of [
    ["Country", "Germany"],
    ["Currency", "EUR"],
  ] as const) {
    await page.getByRole("combobox", { name: label }).fill(value);
    await page.getByRole("option", { name: value }).first().click();
  }
  return page;
}

it("keeps what was typed when the server fails or can't be reached, says so in words, and saves the next time", async () => {
  const page = await openNewCustomer();
  const outage = site.proxy.cut("POST /api/customers");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The server can't be reached. Check your connection and try again.").waitFor();
  outage.lift();
  site.proxy.treat("POST /api/customers", once(html(502)));
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The server could not answer. Try again in a moment.").waitFor();
  expect(await page.getByLabel("Name").inputValue()).toBe("Kept Ltd");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("main").getByRole("heading", { name: "Kept Ltd" }).waitFor();
});

it("marks the field that the server refuses", async () => {
  const page = await openNewCustomer();
  const refusal = problem("validation_failed", { errors: { name: "There is one of this name already." } });
  site.proxy.treat("POST /api/customers", once(refusal));
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("There is one of this name already.").waitFor();
  expect(await page.getByLabel("Name").getAttribute("aria-invalid")).toBe("true");
});

it("says what a list is missing when it can't be read, and asks again on demand", async () => {
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/profile" });
  const failure = site.proxy.treat("GET /api/customers", () => problem("insufficient_scope"));
  await page.getByRole("menuitem", { name: "Customers" }).click();
  await page.getByText("Your role does not allow this.").first().waitFor();
  failure.lift();
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByText(/1-25 of/).waitFor();
});
