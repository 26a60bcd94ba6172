import type { ApiKey } from "@gatehouse/shared/api-keys";
import { expect, test } from "vitest";
import { engines } from "../../test/build-test-app.ts";
import { buildTestBusiness } from "../../test/build-test-business.ts";

const aTime = "must be a time such as 2026-01-31T09:30:00Z";
const aDay = "must be a day such as 2026-01-31";

test.each(engines)("a time is stored as the instant it is, or refused, on %s", async (engine) => {
  const { call, people } = await buildTestBusiness(engine);
  const make = async (expiresAt: unknown) =>
    await call<ApiKey>(people.clerk, "POST", "/api-keys", { body: { name: "Key", expiresAt } });
  const instants = {
    "9999-12-31T23:59:59Z": "9999-12-31T23:59:59.000Z",
    "2126-12-31T23:00:00-02:00": "2127-01-01T01:00:00.000Z",
    "2127-01-01T00:00:00.1239Z": "2127-01-01T00:00:00.123Z",
  };
  for (const [written, stored] of Object.entries(instants)) {
    const made = await make(written);
    const shown = await call<ApiKey>(people.clerk, "GET", `/api-keys/${made.body.id}`);
    expect([made.body.expiresAt, shown.body.expiresAt]).toEqual([stored, stored]);
  }
  for (const wrong of [
    "2127-12-31T23:59:60Z",
    "9999-12-31T23:59:59-23:59",
    "2127-02-30T00:00:00Z",
    "2127-01-01T24:00:00Z",
    "2127-01-01 00:00:00Z",
    "2127-01-01T00:00:00",
    "2127-01-01",
    "tomorrow",
  ]) {
    const { status, problem } = await make(wrong);
    expect([wrong, status, problem.errors]).toEqual([wrong, 400, { expiresAt: aTime }]);
  }
});

test("what a field must be is said in words", async () => {
  const { call, people } = await buildTestBusiness("sqlite");
  const wrong = {
    customerId: ["x", "must be an id"],
    issueDate: ["2026-02-30", aDay],
    dueDate: ["2026-01-31T00:00:00Z", aDay],
  };
  for (const [field, [value, message]] of Object.entries(wrong)) {
    const body = { customerId: people.clerk.id, [field]: value };
    const { problem } = await call(people.clerk, "POST", "/invoices", { body });
    expect([problem.code, problem.errors]).toEqual(["validation_failed", { [field]: message }]);
  }
  const blank = { name: " ", country: "DE", currency: "EUR" };
  const { problem } = await call(people.clerk, "POST", "/customers", { body: blank });
  expect(problem.errors).toEqual({ name: "must not be blank" });
});
