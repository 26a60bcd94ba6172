import { expect, it } from "vitest";
import { aroundChange, recordsAfter } from "./known-records.ts";

const change = (field: string, before: unknown, after: unknown) => ({ field, before, after });

it("knows the currency of an amount at the time of its change, whatever it is now", () => {
  const events = [
    { changes: [change("notes", null, "paid in dollars")] },
    { changes: [change("currency", "EUR", "USD")] },
    { changes: [change("total", 100, 200)] },
  ];
  const currencies = recordsAfter({ currency: "USD" }, events).map(({ currency }) => currency);
  expect(currencies).toEqual(["USD", "USD", "EUR"]);
});

it("takes both sides of a change from the change itself", () => {
  const changes = [change("currency", "EUR", "JPY"), change("total", 100, 200)];
  const { before, after } = aroundChange({ currency: "USD", city: "Bonn" }, changes);
  expect(before).toEqual({ currency: "EUR", total: 100, city: "Bonn" });
  expect(after).toEqual({ currency: "JPY", total: 200, city: "Bonn" });
});
