import type { InvoiceStatus } from "@gatehouse/shared/invoices";
import { isAllowed, permissions } from "@gatehouse/shared/permissions";
import { roles, type Role } from "@gatehouse/shared/roles";
import { expect, it } from "vitest";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";

const ids = {
  customer: "0199b1a4-7c00-7000-8000-0000000000c1",
  absent: "0199b1a4-7c00-7000-8000-0000000000ff",
};

interface Attempt {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: object;
  readonly query?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** The requests for an action of the table, about a record that does not exist where that is enough. */
function attemptsOf(resource: string, action: string): Attempt[] {
  const path = `/${resource}`;
  const record = `${path}/${ids.absent}`;
  const query = { filter: { id: [ids.absent] } };
  const attempts: Record<string, Attempt[]> = {
    list: [{ method: "GET", path }],
    reference: [{ method: "GET", path }],
    show: [{ method: "GET", path: record }],
    create: [{ method: "POST", path, body: {} }],
    edit: [
      { method: "PATCH", path: record, body: {} },
      { method: "PUT", path: record, body: {} },
      { method: "PATCH", path, query, body: {} },
    ],
    delete: [
      { method: "DELETE", path: record },
      { method: "DELETE", path, query },
    ],
    export: [{ method: "GET", path, headers: { accept: "text/csv" } }],
  };
  return attempts[action] ?? [{ method: "POST", path: `${record}/${action}`, body: { reason: "x" } }];
}

const allActions = (resource: string) =>
  new Set(roles.flatMap((role) => Object.keys(permissions[resource]?.[role] ?? {})));

/** What no role may do with a resource has no route, so every action that some role has is tried by all. */
const cases = roles.flatMap((role) =>
  Object.keys(permissions).flatMap((resource) =>
    [...allActions(resource)].flatMap((action) =>
      attemptsOf(resource, action).map((attempt) => ({ role, resource, action, attempt })),
    ),
  ),
);

it("answers 403 to each role for each action that the table does not give it, and only then", async () => {
  const { call, people } = await buildTestBusiness("sqlite");
  const mistakes: string[] = [];
  for (const { role, resource, action, attempt } of cases) {
    const { method, path, ...options } = attempt;
    const { status } = await call(people[role], method, path, options);
    const may = (asked: string) => isAllowed({ role, userId: people[role].id, resource, action: asked });
    const readsReference = ["list", "show"].includes(action) && may("reference");
    const isExpected = (status === 403) !== (may(action) || readsReference);
    if (!isExpected) mistakes.push(`${role} ${method} ${path} (${action}): ${status}`);
  }
  expect(mistakes).toEqual([]);
});

const statuses: readonly InvoiceStatus[] = ["draft", "submitted", "approved", "rejected", "paid", "void"];

/** An invoice by one person in one state, written straight into the table. */
async function placeInvoice(
  { database }: TestBusiness,
  id: string,
  createdBy: string,
  status: InvoiceStatus,
) {
  const row = {
    id,
    version: 1,
    created_at: 0,
    updated_at: 0,
    number: status === "draft" ? null : `INV-${id.slice(-12)}`,
    reference: null,
    customer_id: ids.customer,
    status,
    currency: "EUR",
    issue_date: "2026-01-01",
    due_date: "2026-01-31",
    lines: '[{"description":"x","quantity":1,"unitPrice":100,"taxRate":0}]',
    subtotal: 100,
    tax: 0,
    total: 100,
    notes: null,
    rejection_reason: null,
    created_by: createdBy,
    submitted_by: status === "draft" ? null : createdBy,
    decided_by: null,
    submitted_at: null,
    decided_at: null,
    paid_at: null,
  } as const;
  await database.write(async (writer) => {
    await writer.insertInto("invoices").values(row).execute();
  });
}

async function placeCustomer({ database }: TestBusiness) {
  const own = { id: ids.customer, version: 1, created_at: 0, updated_at: 0, name: "Acme" };
  const none = {
    email: null,
    phone: null,
    tax_id: null,
    street: null,
    postal_code: null,
    city: null,
    notes: null,
  };
  await database.write(async (writer) => {
    await writer
      .insertInto("customers")
      .values({ ...own, ...none, country: "DE", currency: "EUR" })
      .execute();
  });
}

const requestOf: Record<string, (id: string) => Attempt> = {
  edit: (id) => ({ method: "PATCH", path: `/invoices/${id}`, body: { notes: "changed" } }),
  delete: (id) => ({ method: "DELETE", path: `/invoices/${id}` }),
};

/** By the contract, in words of its own: what each action needs, whoever asks, and the refusal where it is not there. */
function expectedRefusal(action: string, role: Role, isOwn: boolean, status: InvoiceStatus) {
  const holders: Record<string, readonly Role[]> = {
    edit: ["admin", "clerk"],
    delete: ["admin", "clerk"],
    submit: ["admin", "clerk"],
    reopen: ["admin", "clerk"],
    approve: ["admin", "approver"],
    reject: ["admin", "approver"],
    pay: ["admin", "approver"],
    void: ["admin", "approver"],
  };
  const from: Record<string, readonly InvoiceStatus[]> = {
    edit: ["draft"],
    delete: ["draft"],
    submit: ["draft"],
    reopen: ["rejected"],
    approve: ["submitted"],
    reject: ["submitted"],
    pay: ["approved"],
    void: ["approved", "rejected"],
  };
  if (!holders[action]?.includes(role)) return "403 insufficient_scope";
  if (role === "clerk" && !isOwn) return "403 insufficient_scope";
  if (!from[action]?.includes(status)) return "409 invalid_transition";
  const isOwnDecision = action === "approve" || (action === "reject" && role !== "admin");
  return isOwnDecision && isOwn ? "403 own_invoice" : undefined;
}

const invoiceActions = ["edit", "delete", "submit", "approve", "reject", "reopen", "pay", "void"];

const invoiceCases = roles.flatMap((role) =>
  [true, false].flatMap((isOwn) =>
    statuses.flatMap((status) => invoiceActions.map((action) => ({ role, isOwn, status, action }))),
  ),
);

function attemptOn(id: string, action: string): Attempt {
  const body = ["reject", "void"].includes(action) ? { reason: "x" } : {};
  return requestOf[action]?.(id) ?? { method: "POST", path: `/invoices/${id}/${action}`, body };
}

it(
  "lets each role do with invoices what the contract says, by state and by owner",
  { timeout: 60_000 },
  async () => {
    const business = await buildTestBusiness("sqlite");
    const { call, people } = business;
    await placeCustomer(business);
    const mistakes: string[] = [];
    for (const [index, { role, isOwn, status, action }] of invoiceCases.entries()) {
      const id = `0199b1a4-7c00-7000-8000-${String(index).padStart(12, "0")}`;
      await placeInvoice(business, id, isOwn ? people[role].id : ids.absent, status);
      const { method, path, ...options } = attemptOn(id, action);
      const answer = await call(people[role], method, path, options);
      const refusal = answer.status === 200 ? undefined : `${answer.status} ${answer.problem.code}`;
      const expected = expectedRefusal(action, role, isOwn, status);
      const name = `${role} ${action} ${isOwn ? "own" : "other"} ${status}`;
      if (refusal !== expected) mistakes.push(`${name}: ${refusal}, not ${expected}`);
      const { body } = await call(people.viewer, "GET", `/invoices/${id}`);
      if (refusal && (body["status"] !== status || body["version"] !== 1)) mistakes.push(`${name}: changed`);
    }
    expect(mistakes).toEqual([]);
  },
);
