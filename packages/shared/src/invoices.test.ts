import { describe, expect, it } from "vitest";
import { isOwnDecision } from "./invoices.ts";

const clerk = { userId: "clerk", role: "clerk" } as const;
const approver = { userId: "approver", role: "approver" } as const;
const admin = { userId: "admin", role: "admin" } as const;

describe("an invoice", () => {
  it("is not approved by the one who wrote or submitted it", () => {
    const written = { createdBy: approver.userId, submittedBy: clerk.userId };
    expect(isOwnDecision("approve", written, approver)).toBe(true);
    expect(isOwnDecision("approve", { ...written, createdBy: clerk.userId }, approver)).toBe(false);
    expect(isOwnDecision("reject", written, approver)).toBe(true);
    expect(isOwnDecision("pay", written, approver)).toBe(false);
  });

  it("may be rejected by an administrator even if it is his", () => {
    const own = { createdBy: admin.userId, submittedBy: admin.userId };
    expect(isOwnDecision("reject", own, admin)).toBe(false);
    expect(isOwnDecision("approve", own, admin)).toBe(true);
  });
});
