import type { Customer } from "@gatehouse/shared/customers";
import {
  type Invoice,
  invoiceStatuses,
  type InvoiceTransition,
  invoiceTransitions,
  isOwnDecision,
} from "@gatehouse/shared/invoices";
import { isAllowed, permissions } from "@gatehouse/shared/permissions";
import { type Role, roles } from "@gatehouse/shared/roles";
import type { Me } from "@gatehouse/shared/session-api";
import type { User } from "@gatehouse/shared/users";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { signInToApi } from "./harness/api-client.ts";
import { makeDraft } from "./harness/business.ts";
import { admin, approver, clerk, openPage, viewer } from "./harness/people.ts";
import { useSite } from "./harness/site.ts";

const site = useSite();

const emails: Record<Role, string> = { admin, approver, clerk, viewer };
const byText = (a: string, b: string) => a.localeCompare(b);
const timeoutMs = 120_000;

/** Where the person's own menu leads, and not the main one. */
const isPersonal = (resource: string) => resource === "api-keys";

/** Resources that have a page for a new record, and those with pages of one record. */
const withCreatePage = ["invoices", "customers", "users", "api-keys", "service-accounts"];
const withRecordPages = ["customers", "users"] as const;

const transitions = Object.entries(invoiceTransitions) as [
  InvoiceTransition,
  (typeof invoiceTransitions)[InvoiceTransition],
][];

/** Goes to a page as a link does: nothing is loaded anew. */
const go = (page: Page, path: string) =>
  page.evaluate((to) => {
    // The router counts its steps in the state; without it a form that is left would be taken for a foreign page.
    const { idx = 0 } = (history.state ?? {}) as { idx?: number };
    history.pushState({ idx: idx + 1, key: to }, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);

/** The page has been drawn: what stands there now is not going to change by itself. */
async function settle(page: Page, marker: ReturnType<Page["locator"]>): Promise<void> {
  await marker.first().waitFor();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

const denied = (page: Page) => page.getByText("Access denied");
const links = (page: Page, path: string) => page.locator(`main a[href="${path}"]`);
const button = (page: Page, name: string) => page.locator("main").getByRole("button", { name, exact: true });

async function begin(role: Role) {
  const page = await openPage(site, await site.newContext(), { as: emails[role], at: "/" });
  const callApi = await signInToApi(site, emails[role]);
  const { id: userId } = await callApi<Me>("GET", "/api/me");
  const may = (resource: string, action: string, record?: object) =>
    isAllowed({ role, userId, resource, action, record: record as Record<string, unknown> });
  return { page, callApi, userId, may };
}

type May = (resource: string, action: string, record?: object) => boolean;

async function expectListButtons(page: Page, resource: string, may: May): Promise<void> {
  const message = resource;
  const create = () => links(page, `/${resource}/create`).count();
  await expect.poll(create, { message }).toBe(may(resource, "create") ? 1 : 0);
  const exportButton = () => button(page, "Export").count();
  await expect.poll(exportButton, { message }).toBe(may(resource, "export") ? 1 : 0);
}

it.each([...roles])(
  "shows %s of each resource what the table of rights allows",
  { timeout: timeoutMs },
  async (role) => {
    const { page, may } = await begin(role);
    for (const resource of Object.keys(permissions)) {
      const isListed = may(resource, "list");
      const inMenu = page.locator(`[role=menuitem][href="/${resource}"]`);
      expect(await inMenu.count(), `${resource} in the menu`).toBe(isListed && !isPersonal(resource) ? 1 : 0);

      await go(page, `/${resource}`);
      await settle(
        page,
        isListed ? page.locator(".RaList-content, .RaList-noResults, .RaList-main") : denied(page),
      );
      if (isListed) await expectListButtons(page, resource, may);

      if (!withCreatePage.includes(resource)) continue;
      await go(page, `/${resource}/create`);
      await settle(page, may(resource, "create") ? button(page, "Save") : denied(page));
    }
  },
);

it.each([...roles])(
  "lets %s edit and delete what the table of rights allows",
  { timeout: timeoutMs },
  async (role) => {
    const { page, may } = await begin(role);
    const callAsAdmin = await signInToApi(site, admin);
    for (const resource of withRecordPages) {
      const [record] = await callAsAdmin<(Customer | User)[]>("GET", `/api/${resource}?range=[0,0]`);
      if (!record) throw new Error(`There are no ${resource}.`);
      await go(page, `/${resource}/${record.id}/show`);
      await settle(
        page,
        may(resource, "show", record) ? page.getByRole("main").getByRole("heading") : denied(page),
      );
      const canEdit = may(resource, "edit", record);
      await expect
        .poll(() => links(page, `/${resource}/${record.id}`).count(), { message: resource })
        .toBe(canEdit ? 1 : 0);
      await go(page, `/${resource}/${record.id}`);
      await settle(page, canEdit ? button(page, "Save") : denied(page));
      await expect
        .poll(() => button(page, "Delete").count(), { message: resource })
        .toBe(may(resource, "delete", record) ? 1 : 0);
    }
  },
);

it.each([...roles])(
  "offers %s of an invoice in each state what table and states allow",
  { timeout: timeoutMs },
  async (role) => {
    const { page, callApi, userId, may } = await begin(role);
    const [customer] = await callApi<Customer[]>("GET", "/api/customers?range=[0,0]");
    const own =
      may("invoices", "create") && customer ? [await makeDraft(callApi, customer.id, "PO-MATRIX")] : [];
    const others = await Promise.all(
      invoiceStatuses.map((status) =>
        callApi<Invoice[]>(
          "GET",
          `/api/invoices?range=[0,0]&filter=${encodeURIComponent(JSON.stringify({ status }))}`,
        ),
      ),
    );
    const invoices = [...own, ...others.flat()];
    expect(new Set(invoices.map(({ status }) => status))).toEqual(new Set(invoiceStatuses));
    for (const invoice of invoices) {
      await go(page, `/invoices/${invoice.id}/show`);
      await settle(page, page.getByLabel("Totals"));
      const wanted = transitions
        .filter(([, { from }]) => (from as readonly string[]).includes(invoice.status))
        .filter(([name]) => may("invoices", name, invoice) && !isOwnDecision(name, invoice, { role, userId }))
        .map(([name]) => name.charAt(0).toUpperCase() + name.slice(1));
      if (may("invoices", "delete", invoice)) wanted.push("Delete");
      const shown = async () => {
        const names = await page.locator("main").getByRole("button").allTextContents();
        return names
          .filter((name) => /^(Submit|Approve|Reject|Reopen|Pay|Void|Delete)$/.test(name))
          .toSorted(byText);
      };
      await expect
        .poll(shown, { message: `${invoice.status} of ${invoice.createdBy}` })
        .toEqual(wanted.toSorted(byText));
      const canEdit = may("invoices", "edit", invoice);
      await expect
        .poll(() => links(page, `/invoices/${invoice.id}`).count(), { message: invoice.status })
        .toBe(canEdit ? 1 : 0);
    }
  },
);
