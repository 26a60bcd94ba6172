import { describe, expect, it } from "vitest";
import { isOverdue, isOwnDecision, isPossible, today, yesterday } from "./invoice-state.ts";

const clerk = { id: "clerk", role: "clerk" } as const;
const approver = { id: "approver", role: "approver" } as const;
const admin = { id: "admin", role: "admin" } as const;

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

  it("is not approved by the one who wrote or submitted it", () => {
    const written = { createdBy: approver.id, submittedBy: clerk.id };
    expect(isOwnDecision("approve", written, approver)).toBe(true);
    expect(isOwnDecision("approve", { ...written, createdBy: clerk.id }, approver)).toBe(false);
    expect(isOwnDecision("reject", written, approver)).toBe(true);
    expect(isOwnDecision("pay", written, approver)).toBe(false);
  });

  it("may be rejected by an administrator even if it is his", () => {
    const own = { createdBy: admin.id, submittedBy: admin.id };
    expect(isOwnDecision("reject", own, admin)).toBe(false);
    expect(isOwnDecision("approve", own, admin)).toBe(true);
  });
});
