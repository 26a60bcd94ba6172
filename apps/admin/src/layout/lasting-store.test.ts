import { memoryStore } from "react-admin";
import { describe, expect, it } from "vitest";
import { createLastingStore } from "./lasting-store.ts";

function storeOfAda() {
  const browser = memoryStore({
    theme: "dark",
    "invoices.savedQueries": [{ label: "Mine" }],
    "invoices.datatable": ["notes"],
    "invoices.listParams": { filter: { q: "secret" } },
    owner: "ada",
  });
  return { browser, store: createLastingStore("ada", browser) };
}

describe("the lasting store", () => {
  it("keeps at a sign-out what the person set up, and forgets what he looked at", () => {
    const { browser, store } = storeOfAda();
    store.reset();
    expect(browser.getItem("theme")).toBe("dark");
    expect(browser.getItem("invoices.savedQueries")).toEqual([{ label: "Mine" }]);
    expect(browser.getItem("invoices.datatable")).toEqual(["notes"]);
    expect(browser.getItem("invoices.listParams")).toBeUndefined();
  });

  it("gives somebody else the theme of the browser and nothing of the person before", () => {
    const { browser } = storeOfAda();
    createLastingStore("bruno", browser);
    expect(browser.getItem("theme")).toBe("dark");
    expect(browser.getItem("invoices.savedQueries")).toBeUndefined();
    expect(browser.getItem("invoices.datatable")).toBeUndefined();
  });
});
