import type { Customer } from "@gatehouse/shared/customers";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { buildTestBusiness } from "../../test/build-test-business.ts";
import { prefersCsv } from "./accepted-type.ts";

const origin = "https://admin.example.com";
const csv = { accept: "text/csv" };

const texts = [
  "plain",
  "one\ntwo",
  "one\r\ntwo",
  "one\rtwo",
  'says "hi", twice',
  ";tab\tand space ",
  "Ümlaut, 東京, 😀",
  "",
];
const formulas = ["=1+1", "+49 221", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=1\n=2"];

test("whoever reads the CSV gets the texts as they are, but for an apostrophe before a formula", async () => {
  const { call, people } = await buildTestBusiness("sqlite");
  for (const notes of [...texts, ...formulas]) {
    const body = { name: "Acme", country: "GB", currency: "GBP", notes };
    expect((await call(people.clerk, "POST", "/customers", { body })).status).toBe(201);
  }
  const query = { sort: ["id", "ASC"] };
  const { text } = await call(people.viewer, "GET", "/customers", { query, headers: csv });
  const list = await call<Customer[]>(people.viewer, "GET", "/customers", { query });
  // As the least careful of readers does: any line end outside quotes ends a record.
  const record_delimiter = ["\r\n", "\n", "\r"];
  const rows = parse<Record<string, string>>(text, { columns: true, record_delimiter });
  expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(list.body[0] ?? {}));
  const expected = list.body.map(({ notes, ...others }) => ({
    ...Object.fromEntries(Object.entries(others).map(([field, value]) => [field, String(value ?? "")])),
    notes: formulas.includes(notes ?? "") ? `'${notes}` : notes,
  }));
  expect(rows).toEqual(expected);
});

test("a negative amount is a number and no formula", async () => {
  const { call, people } = await buildTestBusiness("sqlite");
  const customer = { name: "Acme", country: "GB", currency: "GBP" };
  const { body } = await call<Customer>(people.clerk, "POST", "/customers", { body: customer });
  const lines = [{ description: "Credit", quantity: 1, unitPrice: -500, taxRate: 0 }];
  await call(people.clerk, "POST", "/invoices", { body: { customerId: body.id, lines } });
  const { text } = await call(people.viewer, "GET", "/invoices", { headers: csv });
  expect(text).toContain(",-500,0,-500,");
});

test.each([
  ["text/csv", true],
  ["TEXT/CSV; header=present", true],
  ["text/csv, */*;q=0.1", true],
  ["text/csv, application/json", true],
  ["application/json;q=0.5, text/csv", true],
  ["text/csv;q=0.9, application/json;q=0.8", true],
  ["application/json, text/csv", false],
  ["application/json, text/csv;q=0.5", false],
  ["text/csv;q=0", false],
  ["application/json, text/plain, */*", false],
  ["*/*", false],
])("Accept: %s gets CSV: %s", (accept, isCsv) => {
  expect(prefersCsv(accept)).toBe(isCsv);
});

test("an answer of either kind says that it depends on Accept, and on the origin too where there are several", async () => {
  const { call, people } = await buildTestBusiness("sqlite", {}, { adminOrigins: [origin] });
  for (const headers of [csv, { accept: "application/json" }]) {
    const answer = await call(people.viewer, "GET", "/customers", { headers: { ...headers, origin } });
    expect(answer.headers).toMatchObject({ vary: "Origin, accept", "access-control-allow-origin": origin });
  }
});
