import type { Customer } from "@gatehouse/shared/customers";
import { describe, expect, it } from "vitest";
import { createTestClock, engines } from "../../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../../test/build-test-business.ts";
import { type Person, signIn } from "../../test/people.ts";

const acme = { name: "Acme", country: "GB", currency: "GBP" };
const day = 24 * 60 * 60;

const post = ({ call }: TestBusiness, person: Person, body: object = acme, path = "/customers") =>
  call<Customer>(person, "POST", path, { body, headers: { "idempotency-key": "k" } });

describe.each(engines)("a repeated POST on %s", (engine) => {
  it("gets the first answer with its headers, whatever became of the record", async () => {
    const business = await buildTestBusiness(engine);
    const { call, people } = business;
    const first = await post(business, people.clerk);
    await call(people.clerk, "PATCH", `/customers/${first.body.id}`, { body: { city: "Leeds" } });
    await call(people.clerk, "DELETE", `/customers/${first.body.id}`);
    const again = await post(business, people.clerk);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const { etag, location } = first.headers;
    expect([etag, location]).toEqual(['"1"', `/api/customers/${first.body.id}`]);
    expect(again.headers).toMatchObject({ etag, location, "idempotency-replayed": "true" });
    expect(first.headers).not.toHaveProperty("idempotency-replayed");
  });

  it("is another one at another path", async () => {
    const business = await buildTestBusiness(engine);
    const { people } = business;
    const { body: customer } = await post(business, people.clerk);
    const invoice = await post(business, people.clerk, { customerId: customer.id }, "/invoices");
    expect(invoice.status).toBe(201);
    const submit = `/invoices/${invoice.body.id}/submit`;
    const refused = await post(business, people.clerk, {}, submit);
    expect([refused.status, refused.problem.code]).toEqual([400, "validation_failed"]);
  });

  it("is refused to who has lost the right meanwhile", async () => {
    const business = await buildTestBusiness(engine);
    const { app, call, people } = business;
    await post(business, people.clerk);
    await call(people.admin, "PATCH", `/users/${people.clerk.id}`, { body: { role: "viewer" } });
    const viewer = { ...people.clerk, token: await signIn(app, people.clerk.email) };
    const again = await post(business, viewer);
    expect([again.status, again.problem.code]).toEqual([403, "insufficient_scope"]);
  });

  it("is a new one after a day", async () => {
    const clock = createTestClock();
    const business = await buildTestBusiness(engine, { clock });
    const { people } = business;
    const first = await post(business, people.clerk);
    const later = async (seconds: number) => {
      clock.advanceSeconds(seconds);
      const token = await signIn(business.app, people.clerk.email);
      return await post(business, { ...people.clerk, token });
    };
    expect((await later(day - 1)).body).toEqual(first.body);
    const second = await later(1);
    expect([second.status, second.body.id === first.body.id]).toEqual([201, false]);
  });
});
