import type { Customer } from "@gatehouse/shared/customers";
import { describe, expect, it } from "vitest";
import { engines } from "../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";

const acme = { name: "Acme Ltd", country: "GB", currency: "GBP" };

async function addCustomer({ call, people }: TestBusiness, fields: object = {}): Promise<Customer> {
  const answer = await call<Customer>(people.clerk, "POST", "/customers", { body: { ...acme, ...fields } });
  expect(answer.status).toBe(201);
  return answer.body;
}

const countCustomers = async ({ call, people }: TestBusiness) =>
  (await call(people.admin, "GET", "/customers")).headers["content-range"];

describe.each(engines)("records on %s", (engine) => {
  it("takes whole records back, but not with other values of the server's own fields", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const customer = await addCustomer(business);
    const path = `/customers/${customer.id}`;
    const renamed = await call<Customer>(people.clerk, "PUT", path, {
      body: { ...customer, name: "Acme plc" },
    });
    expect(renamed.body).toMatchObject({ name: "Acme plc", version: 2, createdAt: customer.createdAt });
    const forged = await call(people.clerk, "PATCH", path, {
      body: { createdAt: "2020-01-01T00:00:00.000Z" },
    });
    expect([forged.status, forged.problem.errors]).toEqual([
      400,
      { createdAt: "This field is set by the server." },
    ]);
    const unknown = await call(people.clerk, "PATCH", path, { body: { nickname: "A" } });
    expect([unknown.status, unknown.problem.errors]).toEqual([400, { nickname: "is not a known field" }]);
  });

  it("changes nothing, the version neither, where nothing differs", async () => {
    const business = await buildTestBusiness(engine);
    const customer = await addCustomer(business);
    const answer = await business.call(business.people.clerk, "PUT", `/customers/${customer.id}`, {
      body: customer,
    });
    expect(answer.body).toEqual(customer);
  });

  it("refuses a stale version, by If-Match and by body, and shows what is stored", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const customer = await addCustomer(business);
    const path = `/customers/${customer.id}`;
    const { headers } = await call(people.clerk, "GET", path);
    expect(headers["etag"]).toBe('"1"');
    const first = await call(people.clerk, "PATCH", path, {
      body: { city: "Leeds" },
      headers: { "if-match": '"1"' },
    });
    expect(first.headers["etag"]).toBe('"2"');
    const stale = await call(people.admin, "PATCH", path, {
      body: { city: "York" },
      headers: { "if-match": '"1"' },
    });
    expect([stale.status, stale.problem.code]).toEqual([412, "version_conflict"]);
    expect(stale.problem.current).toMatchObject({ city: "Leeds", version: 2 });
    const byBody = await call(people.admin, "PUT", path, { body: { ...customer, city: "York" } });
    expect(byBody.status).toBe(412);
    const staleDelete = await call(people.admin, "DELETE", path, { headers: { "if-match": '"1"' } });
    expect(staleDelete.status).toBe(412);
  });

  it("lets one of two concurrent changes of the same version win", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id } = await addCustomer(business);
    const change = (city: string) =>
      call(people.clerk, "PATCH", `/customers/${id}`, { body: { city, version: 1 } });
    const answers = await Promise.all(["Leeds", "York", "Hull"].map(change));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
  });

  it("changes and deletes many in one transaction, or none", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const ids = [];
    for (let index = 0; index < 3; index += 1) ids.push((await addCustomer(business)).id);
    const changed = await call(people.clerk, "PATCH", "/customers", {
      query: { filter: { id: ids } },
      body: { city: "Hull" },
    });
    expect(changed.body).toEqual(ids);
    const missing = "0199b1a4-7c00-7000-8000-000000000001";
    const partly = await call(people.clerk, "DELETE", "/customers", {
      query: { filter: { id: [...ids, missing] } },
    });
    expect([partly.status, partly.problem.detail]).toEqual([404, expect.stringContaining(missing)]);
    expect(await countCustomers(business)).toBe("customers 0-2/3");
    const deleted = await call(people.clerk, "DELETE", "/customers", { query: { filter: { id: ids } } });
    expect(deleted.body).toEqual(ids);
    expect(await countCustomers(business)).toBe("customers */0");
  });

  it("refuses a bulk request for a version that one of the records no longer has", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const [first, second] = [await addCustomer(business), await addCustomer(business)];
    await call(people.clerk, "PATCH", `/customers/${second.id}`, { body: { city: "Leeds" } });
    const query = { filter: { id: [first.id, second.id] } };
    const headers = { "if-match": '"1"' };
    for (const answer of [
      await call(people.clerk, "PATCH", "/customers", { query, headers, body: { city: "Hull" } }),
      await call(people.clerk, "PATCH", "/customers", { query, body: { city: "Hull", version: 1 } }),
      await call(people.clerk, "DELETE", "/customers", { query, headers }),
    ]) {
      expect([answer.status, answer.problem.code]).toEqual([412, "version_conflict"]);
      expect(answer.problem.current).toMatchObject({ id: second.id, city: "Leeds", version: 2 });
    }
    const { body } = await call<Customer[]>(people.clerk, "GET", "/customers", { query });
    expect(body.map(({ city }) => city)).toEqual([null, "Leeds"]);
  });

  it("refuses a bulk request whose filter is anything but a list of ids", async () => {
    const { call, people } = await buildTestBusiness(engine);
    const tooMany = Array.from({ length: 1001 }, (_, index) => `${index}`);
    const refused = [
      {},
      { id: [] },
      { id: "x" },
      { id: ["x"], city: "Hull" },
      { id: tooMany },
      { id: [1] },
      [],
    ];
    for (const query of [{}, ...refused.map((filter) => ({ filter }))]) {
      const answer = await call(people.admin, "DELETE", "/customers", { query });
      expect([answer.status, answer.problem.code]).toEqual([400, "validation_failed"]);
    }
  });

  it("answers a repeated POST of one Idempotency-Key with the first answer", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const post = (body: object) =>
      call<Customer>(people.clerk, "POST", "/customers", { body, headers: { "idempotency-key": "k-1" } });
    const answers = await Promise.all([post(acme), post(acme), post(acme)]);
    const created = answers.filter(({ status }) => status === 201);
    expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const again = await post(acme);
    expect([again.status, again.body]).toEqual([201, created[0]?.body]);
    const other = await post({ ...acme, name: "Other" });
    expect([other.status, other.problem.code]).toEqual([422, "idempotency_key_reused"]);
    expect(await countCustomers(business)).toBe("customers 0-0/1");
  });

  it("forgets an Idempotency-Key whose request was refused, and keeps accounts apart", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const headers = { "idempotency-key": "k-2" };
    const body = { customerId: "0199b1a4-7c00-7000-8000-000000000001" };
    const refused = await call(people.clerk, "POST", "/invoices", { body, headers });
    expect(refused.problem.errors).toEqual({ customerId: "This customer does not exist." });
    const { id: customerId } = await addCustomer(business);
    expect((await call(people.clerk, "POST", "/invoices", { body: { customerId }, headers })).status).toBe(
      201,
    );
    const other = await call(people.admin, "POST", "/invoices", { body: { customerId }, headers });
    expect([other.status, other.headers["idempotency-replayed"]]).toEqual([201, undefined]);
  });

  it("streams every row of a filter as CSV that no spreadsheet runs", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    await addCustomer(business, { name: '=HYPERLINK("http://evil")', city: "+1", notes: 'says "hi",\nbye' });
    await addCustomer(business, { name: "-Minus", country: "DE" });
    await addCustomer(business, { name: "@at", country: "FR" });
    const query = { sort: ["name", "ASC"], filter: { country: ["GB", "FR"] }, range: [0, 0] };
    const answer = await call(people.viewer, "GET", "/customers", { query, headers: { accept: "text/csv" } });
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    const [header, ...rows] = answer.text.split("\r\n");
    expect(header).toMatch(/^id,version,createdAt,updatedAt,name,email/);
    expect(rows).toHaveLength(3);
    expect(answer.text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(answer.text).toContain(",'+1,");
    expect(answer.text).toContain(",'@at,");
    expect(answer.text).toContain('"says ""hi"",\nbye"');
  });

  it("does not delete what others refer to", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id: customerId } = await addCustomer(business);
    await call(people.clerk, "POST", "/invoices", { body: { customerId } });
    const answer = await call(people.clerk, "DELETE", `/customers/${customerId}`);
    expect([answer.status, answer.problem.code]).toEqual([409, "still_referenced"]);
  });

  it("writes an audit event with each change, field by field", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id } = await addCustomer(business);
    await call(people.admin, "PATCH", `/customers/${id}`, { body: { city: "Hull" } });
    const query = { filter: { recordId: id }, sort: ["createdAt", "DESC"] };
    const events = await call<Record<string, unknown>[]>(people.admin, "GET", "/audit-events", { query });
    expect(events.body.map(({ type }) => type)).toEqual(["customer.updated", "customer.created"]);
    expect(events.body[0]).toMatchObject({
      actorId: people.admin.id,
      resource: "customers",
      changes: [{ field: "city", before: null, after: "Hull" }],
    });
  });

  it("finds invoices by the new name of a renamed customer", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const { id: customerId } = await addCustomer(business);
    await call(people.clerk, "POST", "/invoices", { body: { customerId } });
    const find = async (q: string) =>
      (await call(people.viewer, "GET", "/invoices", { query: { filter: { q } } })).headers["content-range"];
    expect([await find("acme"), await find("zurch")]).toEqual(["invoices 0-0/1", "invoices */0"]);
    await call(people.clerk, "PATCH", `/customers/${customerId}`, { body: { name: "Zürcher AG" } });
    expect([await find("acme"), await find("zurch")]).toEqual(["invoices */0", "invoices 0-0/1"]);
  });

  it("takes JSON only", async () => {
    const { app, people } = await buildTestBusiness(engine);
    const headers = { authorization: `Bearer ${people.clerk.token}`, "content-type": "text/plain" };
    const answer = await app.inject({ method: "POST", url: "/api/customers", headers, payload: "{}" });
    expect(answer.statusCode).toBe(415);
  });

  it.each(["text/plain", "application/json"])("takes %s without a body for no body", async (type) => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const headers = { "content-type": type };
    const { id: customerId } = await addCustomer(business);
    const line = { description: "Work", quantity: 1, unitPrice: 100, taxRate: 0 };
    const invoice = await call<{ id: string }>(people.clerk, "POST", "/invoices", {
      body: { customerId, lines: [line] },
    });
    const submitted = await call(people.clerk, "POST", `/invoices/${invoice.body.id}/submit`, { headers });
    expect(submitted.status).toBe(200);
    const unused = await addCustomer(business);
    const deleted = await call(people.clerk, "DELETE", `/customers/${unused.id}`, { headers });
    expect([deleted.status, deleted.body]).toEqual([200, unused]);
    const nothing = await call(people.clerk, "POST", "/customers", { headers });
    expect([nothing.status, nothing.problem.code]).toEqual([400, "validation_failed"]);
    const nowhere = await call(people.clerk, "POST", "/nowhere", { headers });
    expect([nowhere.status, nowhere.problem.code]).toEqual([404, "route_not_found"]);
  });

  it("does not mind ids that no record can have", async () => {
    const { call, people } = await buildTestBusiness(engine);
    for (const id of ["x", "%00", "..%2F", "0".repeat(190)]) {
      expect((await call(people.admin, "GET", `/invoices/${id}`)).status).toBe(404);
      expect((await call(people.admin, "DELETE", `/invoices/${id}`)).status).toBe(404);
    }
  });
});
