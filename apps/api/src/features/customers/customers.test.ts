import { countries } from "@gatehouse/shared/countries";
import { currencies } from "@gatehouse/shared/currencies";
import { expect, test } from "vitest";
import { buildTestBusiness } from "../../../test/build-test-business.ts";

const acme = { name: "Acme", country: "GB", currency: "GBP" };

test("takes every country of ISO 3166-1 and every currency of ISO 4217", async () => {
  const { call, people } = await buildTestBusiness("sqlite");
  expect([countries.length, currencies.length]).toEqual([249, 156]);
  for (const [index, country] of countries.entries()) {
    const currency = currencies[index % currencies.length];
    const answer = await call(people.clerk, "POST", "/customers", { body: { ...acme, country, currency } });
    expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ country, currency })]);
  }
});

test("names the field of a country or a currency that there is none of", async () => {
  const { call, people } = await buildTestBusiness("sqlite");
  const wrong = {
    country: ["ZZ", "UK", "XX", "gb", "GBR", "", null, 1],
    currency: ["XTS", "XXX", "EURO", "eur", "", null, 978],
  };
  for (const [field, values] of Object.entries(wrong)) {
    for (const value of values) {
      const { status, problem } = await call(people.clerk, "POST", "/customers", {
        body: { ...acme, [field]: value },
      });
      expect([value, status, problem.code]).toEqual([value, 400, "validation_failed"]);
      expect(problem.errors).toEqual({
        [field]: expect.stringMatching(/^must be one of A[A-Z, …]+$/) as unknown,
      });
    }
  }
});

test("keeps what was typed as it was typed", async () => {
  const { call, people } = await buildTestBusiness("sqlite");
  const body = {
    ...acme,
    name: "  Padded  ",
    city: "",
    street: "A\u030angstro\u0308m 1",
    notes: "one\r\ntwo",
  };
  const created = await call(people.clerk, "POST", "/customers", { body });
  expect(created.body).toMatchObject(body);
  const stored = await call(people.viewer, "GET", `/customers/${String(created.body["id"])}`);
  expect(stored.body).toEqual(created.body);
});
