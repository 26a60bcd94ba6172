import { describe, expect, it } from "vitest";
import { differingFields, mergeRecords, proposeSide } from "./merge.ts";

const base = { id: "1", version: 3, name: "Acme", city: "Bonn", notes: null };
const theirs = { ...base, version: 4, name: "Acme GmbH" };
const mine = { ...base, city: "Köln", notes: "call first" };

describe("a conflict", () => {
  it("lists only fields in which the two versions differ", () => {
    expect(differingFields(["name", "city", "notes", "phone"], mine, theirs)).toEqual([
      "name",
      "city",
      "notes",
    ]);
  });

  it("proposes the side that changed the field, and one's own where both did", () => {
    expect(proposeSide("name", base, mine)).toBe("theirs");
    expect(proposeSide("city", base, mine)).toBe("mine");
    expect(proposeSide("name", base, { ...mine, name: "Acme AG" })).toBe("mine");
  });

  it("merges into the stored version, so that the save is accepted", () => {
    const merged = mergeRecords(mine, theirs, { name: "theirs", city: "mine", notes: "theirs" });
    expect(merged).toEqual({ ...theirs, city: "Köln" });
  });
});
