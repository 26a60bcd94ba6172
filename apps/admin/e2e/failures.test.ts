import { expect, it } from "vitest";
import { emptyList, html, once, problem } from "./harness/answers.ts";
import { signInToApi } from "./harness/api-client.ts";
import { makeCustomer } from "./harness/business.ts";
import { admin, clerk, openPage, openSession, viewer, visit } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

async function openNewCustomer(name = "Kept Ltd") {
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/customers/create" });
  await page.getByLabel("Name").fill(name);
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
  await page.getByRole("main").getByRole("alert").getByText("Your role does not allow this.").waitFor();
  failure.lift();
  await page.getByRole("main").getByRole("button", { name: "Try again" }).click();
  await page.getByText(/1-25 of/).waitFor();
});

it.each([
  { as: clerk, isOffered: true },
  { as: viewer, isOffered: false },
])("says what a list is for while it is empty, and to $as what to do next", async ({ as, isOffered }) => {
  site.proxy.treat("GET /api/invoices", () => emptyList("invoices"));
  const page = await openPage(site, await site.newContext(), { as, at: "/invoices" });
  await page.getByText("No invoices yet").waitFor();
  expect(await page.getByRole("main").getByRole("link", { name: "New invoice" }).count()).toBe(
    isOffered ? 1 : 0,
  );
});

it("says that there is no page at an address, in the tab too, and leads back", async () => {
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/nowhere/at/all" });
  await page.getByText("/nowhere/at/all").waitFor();
  await expect.poll(() => page.title()).toBe("Page not found · Gatehouse");
  await page.getByRole("link", { name: "Go to the dashboard" }).click();
  await expect.poll(() => page.title()).toBe("Dashboard · Gatehouse");
});

it.each(["/show", ""])(
  "says that a record is not there, and leads to the list, at its address%s",
  async (rest) => {
    const at = `/customers/0199b1a4-7c00-7000-8000-000000000004${rest}`;
    const page = await openPage(site, await site.newContext(), { as: clerk, at });
    await page.getByText("This record does not exist, or was deleted").waitFor();
    expect(new URL(page.url()).pathname).toBe(at);
    await page.getByRole("link", { name: "Show the list" }).click();
    await page.getByText(/1-25 of/).waitFor();
  },
);

it.each(["/show", ""])(
  "calls no record missing that only could not be read, at its address%s",
  async (rest) => {
    const callApi = await signInToApi(site, clerk);
    const { id, name } = await makeCustomer(callApi, "Hidden for a while Ltd");
    const failure = site.proxy.treat(`GET /api/customers/${id}`, () => problem("rate_limited"));
    const page = await openPage(site, await site.newContext(), { as: clerk, at: `/customers/${id}${rest}` });
    await page.getByRole("main").getByRole("alert").getByRole("button", { name: "Try again" }).waitFor();
    expect(await page.getByText("does not exist").count()).toBe(0);
    failure.lift();
    await page.getByRole("main").getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => page.title()).toBe(`${name} · Gatehouse`);
  },
);

it("stores a record once whose first answer was lost", async () => {
  const callApi = await signInToApi(site, clerk);
  const page = await openNewCustomer("Stored once Ltd");
  // Chromium sends a request again by itself where a connection that it used before was cut.
  const outage = site.proxy.treat("POST /api/customers", async (forward) => {
    await forward();
    return "cut" as const;
  });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The server can't be reached. Check your connection and try again.").waitFor();
  outage.lift();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("main").getByRole("heading", { name: "Stored once Ltd" }).waitFor();
  const filter = encodeURIComponent(JSON.stringify({ name: "Stored once Ltd" }));
  expect(await callApi<unknown[]>("GET", `/api/customers?filter=${filter}`)).toHaveLength(1);
});

it("asks before a page is left on which a new account was begun", async () => {
  const page = await openPage(site, await site.newContext(), { as: admin, at: "/users/create" });
  await page.getByLabel("First name").fill("Ada");
  const asked = page.waitForEvent("dialog");
  const leaving = page.getByRole("menuitem", { name: "Customers" }).click();
  await (await asked).dismiss();
  await leaving;
  expect(await page.getByLabel("First name").inputValue()).toBe("Ada");
});

it("says that a page could not be loaded, and loads it again", async () => {
  const page = await openPage(site, await site.newContext(), { as: clerk, at: "/profile" });
  const outage = site.proxy.cut(/\/assets\/OwnSessionsPage-/);
  await visit(page, "Your devices");
  await page.getByRole("alert").getByText("This page can't be shown").waitFor();
  outage.lift();
  await page.getByRole("button", { name: "Load it again" }).click();
  await page.getByText("This device").waitFor();
});

it("says that the admin could not be loaded, and loads it again", async () => {
  const context = await site.newContext();
  await openSession(site, context, clerk);
  const page = await context.newPage();
  const outage = site.proxy.cut(/\/assets\/App-/);
  await page.goto("/customers");
  await page.getByRole("alert").getByText("Gatehouse could not be loaded").waitFor();
  outage.lift();
  await page.getByRole("button", { name: "Load it again" }).click();
  await page.getByText(/1-25 of/).waitFor();
});
