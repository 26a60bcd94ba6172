import { expect, test } from "vitest";
import { buildTestBusiness } from "../../test/build-test-business.ts";
import { createTestClock, engines } from "../../test/build-test-app.ts";

test.each(engines)(
  "lists events of one millisecond in the order in which they happened, on %s",
  async (engine) => {
    const { people, call } = await buildTestBusiness(engine, { clock: createTestClock() });
    const names = Array.from({ length: 12 }, (_, index) => `Customer ${index}`);
    const ids: string[] = [];
    for (const name of names) {
      const body = { name, country: "DE", currency: "EUR" };
      ids.push((await call<{ id: string }>(people.clerk, "POST", "/customers", { body })).body.id);
    }
    const query = { sort: ["createdAt", "DESC"], filter: { type: "customer.created" } };
    const events = await call<{ recordId: string }[]>(people.admin, "GET", "/audit-events", { query });
    expect(events.body.map(({ recordId }) => recordId)).toEqual(ids.toReversed());
  },
);
