import { describe, expect, it } from "vitest";
import { isOverdue, isPossible, today, yesterday } from "./invoice-state.ts";

describe("an invoice", () => {
  it("is overdue after its due date, while money is still to come", () => {
    expect(isOverdue({ status: "approved", dueDate: yesterday() })).toBe(true);
    expect(isOverdue({ status: "approved", dueDate: today() })).toBe(false);
    expect(isOverdue({ status: "paid", dueDate: yesterday() })).toBe(false);
    expect(isOverdue({ status: "draft", dueDate: yesterday() })).toBe(false);
  });

  it("offers only the transitions that its state allows", () => {
    expect(isPossible("submit", "draft")).toBe(true);
    expect(isPossible("approve", "draft")).toBe(false);
    expect(isPossible("void", "paid")).toBe(false);
  });
});
