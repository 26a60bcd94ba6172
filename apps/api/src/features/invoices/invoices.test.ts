import type { Customer } from "@gatehouse/shared/customers";
import type { Invoice } from "@gatehouse/shared/invoices";
import { describe, expect, it } from "vitest";
import { engines } from "../../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../../test/build-test-business.ts";
import type { Person } from "../../../test/people.ts";

const lines = [
  { description: "Beratung", quantity: 1.5, unitPrice: 9999, taxRate: 19 },
  { description: "Reise", quantity: 1, unitPrice: 333, taxRate: 7 },
];

async function addCustomer({ call, people }: TestBusiness, name = "Müller & Söhne GmbH"): Promise<string> {
  const body = { name, country: "DE", currency: "EUR" };
  const { body: customer } = await call<Customer>(people.clerk, "POST", "/customers", { body });
  return customer.id;
}

async function addInvoice(business: TestBusiness, by: Person, extra: object = {}): Promise<Invoice> {
  const customerId = await addCustomer(business);
  const response = await business.call<Invoice>(by, "POST", "/invoices", {
    body: { customerId, lines, ...extra },
  });
  expect(response.status).toBe(201);
  return response.body;
}

describe.each(engines)("invoices on %s", (engine) => {
  it("computes totals by line and takes what is missing from the customer and the day", async () => {
    const business = await buildTestBusiness(engine);
    const invoice = await addInvoice(business, business.people.clerk);
    expect(invoice).toMatchObject({ subtotal: 14999 + 333, tax: 2850 + 23, total: 18205, currency: "EUR" });
    expect(invoice).toMatchObject({
      status: "draft",
      number: null,
      version: 1,
      createdBy: business.people.clerk.id,
    });
    expect(Date.parse(invoice.dueDate) - Date.parse(invoice.issueDate)).toBe(30 * 86_400_000);
  });

  it("takes its own fields back as they are stored, whatever else changes, and with no other value", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const invoice = await addInvoice(business, people.clerk);
    const path = `/invoices/${invoice.id}`;
    const instant = "2026-01-01T00:00:00.000Z";
    const forged = {
      id: invoice.customerId,
      createdAt: instant,
      updatedAt: instant,
      number: "INV-000099",
      status: "approved",
      subtotal: 1,
      tax: 1,
      total: 1,
      rejectionReason: "none",
      createdBy: people.admin.id,
      submittedBy: people.admin.id,
      decidedBy: people.admin.id,
      submittedAt: instant,
      decidedAt: instant,
      paidAt: instant,
    };
    for (const [field, value] of Object.entries(forged)) {
      const whole = { ...invoice, [field]: value };
      const { status, problem } = await call(people.clerk, "PUT", path, { body: whole });
      expect([status, problem.errors]).toEqual([400, { [field]: "This field is set by the server." }]);
      const stale = { ...whole, version: 2 };
      expect((await call(people.clerk, "PUT", path, { body: stale })).problem.code).toBe("version_conflict");
    }
    // The totals are those of the old lines: they are compared with what is stored, not with what will be.
    const [line] = lines;
    const changed = await call<Invoice>(people.clerk, "PUT", path, { body: { ...invoice, lines: [line] } });
    expect(changed.body).toEqual({
      ...invoice,
      lines: [line],
      subtotal: 14999,
      tax: 2850,
      total: 17849,
      version: 2,
      updatedAt: changed.body.updatedAt,
    });
  });

  it("is not made with fields that the server sets", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { customerId, ...others } = await addInvoice(business, people.clerk);
    for (const field of ["id", "version", "createdAt", "status", "number", "total", "createdBy"] as const) {
      const body = { customerId, [field]: others[field] };
      const { status, problem } = await call(people.clerk, "POST", "/invoices", { body });
      expect([status, problem.errors]).toEqual([400, { [field]: "is not a known field" }]);
    }
  });

  it("goes from draft to paid, and gives the number at submit", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id } = await addInvoice(business, people.clerk);
    const submitted = await call(people.clerk, "POST", `/invoices/${id}/submit`);
    expect(submitted.body).toMatchObject({
      status: "submitted",
      number: "INV-000001",
      submittedBy: people.clerk.id,
    });
    const approved = await call(people.approver, "POST", `/invoices/${id}/approve`);
    expect(approved.body).toMatchObject({ status: "approved", decidedBy: people.approver.id });
    const paid = await call(people.approver, "POST", `/invoices/${id}/pay`);
    expect(paid.body).toMatchObject({ status: "paid", version: 4 });
    const again = await call(people.approver, "POST", `/invoices/${id}/pay`);
    expect([again.status, again.problem.code]).toEqual([409, "invalid_transition"]);
  });

  it("lets nobody approve what he created or submitted", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id } = await addInvoice(business, people.admin);
    await call(people.admin, "POST", `/invoices/${id}/submit`);
    const own = await call(people.admin, "POST", `/invoices/${id}/approve`);
    expect([own.status, own.problem.code]).toEqual([403, "own_invoice"]);
    const other = await call(people.approver, "POST", `/invoices/${id}/approve`);
    expect(other.status).toBe(200);
  });

  it("names what a transition does not take", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id } = await addInvoice(business, people.clerk);
    const refusalOf = async (body: unknown) => {
      const answer = await call(people.clerk, "POST", `/invoices/${id}/submit`, { body });
      return [answer.status, answer.problem.detail, answer.problem.errors];
    };
    const unknown = "is not a known field";
    expect(await refusalOf({ reason: "x" })).toEqual([400, `reason ${unknown}`, { reason: unknown }]);
    expect(await refusalOf([])).toEqual([400, "body must be object", { root: "must be object" }]);
    expect((await call(people.clerk, "GET", `/invoices/${id}`)).body).toMatchObject({ status: "draft" });
  });

  it("rejects with a reason, reopens by its clerk, and keeps the number", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id } = await addInvoice(business, people.clerk);
    await call(people.clerk, "POST", `/invoices/${id}/submit`);
    const unexplained = await call(people.approver, "POST", `/invoices/${id}/reject`, { body: {} });
    expect([unexplained.status, unexplained.problem.errors]).toEqual([400, { reason: "is required" }]);
    for (const reason of ["", "  ", null, 5, "x".repeat(1001)]) {
      const refused = await call(people.approver, "POST", `/invoices/${id}/reject`, { body: { reason } });
      expect([refused.status, Object.keys(refused.problem.errors ?? {})]).toEqual([400, ["reason"]]);
    }
    const rejected = await call(people.approver, "POST", `/invoices/${id}/reject`, {
      body: { reason: "No order" },
    });
    expect(rejected.body).toMatchObject({ status: "rejected", rejectionReason: "No order" });
    const reopened = await call(people.clerk, "POST", `/invoices/${id}/reopen`, { body: {} });
    expect(reopened.body).toMatchObject({ status: "draft", number: "INV-000001" });
    const deleted = await call(people.clerk, "DELETE", `/invoices/${id}`);
    expect([deleted.status, deleted.problem.code]).toEqual([409, "invalid_transition"]);
    const again = await call(people.clerk, "POST", `/invoices/${id}/submit`);
    expect(again.body).toMatchObject({ number: "INV-000001", rejectionReason: null });
  });

  it("is voided with a reason, which takes the place of the rejection's", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id } = await addInvoice(business, people.clerk);
    await call(people.clerk, "POST", `/invoices/${id}/submit`);
    await call(people.approver, "POST", `/invoices/${id}/reject`, { body: { reason: "No order" } });
    const unexplained = await call(people.approver, "POST", `/invoices/${id}/void`);
    expect([unexplained.status, unexplained.problem.code]).toEqual([400, "validation_failed"]);
    const voided = await call(people.approver, "POST", `/invoices/${id}/void`, { body: { reason: "Twice" } });
    expect(voided.body).toMatchObject({ status: "void", rejectionReason: "Twice", number: "INV-000001" });
    const query = { filter: { recordId: id }, sort: ["createdAt", "ASC"] };
    const events = await call<{ type: string }[]>(people.admin, "GET", "/audit-events", { query });
    expect(events.body.map(({ type }) => type)).toEqual(
      ["created", "submitted", "rejected", "voided"].map((event) => `invoice.${event}`),
    );
  });

  it("is decided once by those who decide at the same time, and not by who has seen another version", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id } = await addInvoice(business, people.clerk);
    await call(people.clerk, "POST", `/invoices/${id}/submit`);
    const stale = await call(people.approver, "POST", `/invoices/${id}/approve`, {
      headers: { "if-match": '"1"' },
    });
    expect([stale.status, stale.problem.current]).toMatchObject([
      412,
      { id, status: "submitted", version: 2 },
    ]);
    const answers = await Promise.all(
      [people.approver, people.admin, people.approver].map((person) =>
        call(person, "POST", `/invoices/${id}/approve`),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  });

  it("numbers without gaps under concurrent submits, of which some fail", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const full = await Promise.all(Array.from({ length: 8 }, () => addInvoice(business, people.clerk)));
    const empty = await addInvoice(business, people.clerk, { lines: [] });
    const answers = await Promise.all(
      [...full, empty, ...full].map(({ id }) => call(people.clerk, "POST", `/invoices/${id}/submit`)),
    );
    const numbers = answers
      .filter(({ status }) => status === 200)
      .map((answer) => String(answer.body["number"]));
    expect(numbers.toSorted((a, b) => a.localeCompare(b))).toEqual(
      Array.from({ length: 8 }, (_, index) => `INV-00000${index + 1}`),
    );
  });

  it("refuses another's draft, and changes of what is no draft", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id } = await addInvoice(business, people.admin);
    const others = await call(people.clerk, "PATCH", `/invoices/${id}`, { body: { notes: "mine" } });
    expect([others.status, others.problem.code]).toEqual([403, "insufficient_scope"]);
    await call(people.admin, "POST", `/invoices/${id}/submit`);
    const late = await call(people.admin, "PATCH", `/invoices/${id}`, { body: { notes: "late" } });
    expect([late.status, late.problem.code]).toEqual([409, "invalid_transition"]);
  });

  it("warns of a second invoice with a customer's reference", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const first = await addInvoice(business, people.clerk, { reference: "PO-77" });
    const body = { customerId: first.customerId, reference: "PO-77", lines };
    const second = await call(people.clerk, "POST", "/invoices", { body });
    expect(second.status).toBe(201);
    expect(second.headers["warning"]).toContain(first.id);
    const another = { ...body, customerId: await addCustomer(business) };
    const third = await call<Invoice>(people.clerk, "POST", "/invoices", { body: another });
    expect([third.status, third.headers["warning"]]).toEqual([201, undefined]);
    const moved = await call(people.clerk, "PATCH", `/invoices/${third.body.id}`, {
      body: { customerId: first.customerId },
    });
    expect([moved.status, moved.headers["warning"]]).toEqual([200, expect.stringContaining("reference")]);
  });

  it("names the line that can't be added up", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const customerId = await addCustomer(business);
    const body = { customerId, lines: [{ ...lines[0], quantity: 0.12345 }] };
    const response = await call(people.clerk, "POST", "/invoices", { body });
    expect(response.status).toBe(400);
    expect(response.problem.errors).toEqual({
      lines: { 0: { quantity: "A quantity has at most three decimals." } },
    });
  });
});
