import { expect, it } from "vitest";
import { admin, approver, clerk, openPage, viewer } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

const expectations = [
  {
    as: admin,
    menu: [
      "Dashboard",
      "Invoices",
      "Customers",
      "Users",
      "Sessions",
      "Audit log",
      "Service accounts",
      "System",
    ],
    canCreate: true,
  },
  { as: approver, menu: ["Dashboard", "Invoices", "Customers"], canCreate: false },
  { as: clerk, menu: ["Dashboard", "Invoices", "Customers"], canCreate: true },
  { as: viewer, menu: ["Dashboard", "Invoices", "Customers"], canCreate: false },
];

it.each(expectations)("shows $as only what the role allows", async ({ as, menu, canCreate }) => {
  const page = await openPage(site, await site.newContext(), { as, at: "/invoices" });
  await page.getByText(/1-25 of/).waitFor();
  expect(await page.getByRole("menuitem").allTextContents()).toEqual(menu);
  expect(await page.getByRole("link", { name: "New invoice" }).count()).toBe(canCreate ? 1 : 0);
});

it.each([
  "/users",
  "/sessions",
  "/audit-events",
  "/users/create",
  "/service-accounts",
  "/second-factor-policy",
  "/system",
])("refuses %s to a clerk in words, where it is, and asks the API for nothing of it", async (at) => {
  const page = await openPage(site, await site.newContext(), { as: clerk, at });
  await page.getByText("Access denied").waitFor();
  await expect.poll(() => page.title()).toBe("Access denied · Gatehouse");
  expect(new URL(page.url()).pathname).toBe(at);
  expect(site.proxy.callsTo(`GET /api${at}`)).toEqual([]);
});
