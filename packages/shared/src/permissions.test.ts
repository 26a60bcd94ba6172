import { expect, test } from "vitest";

import { isAllowed, listPermissions, permissions } from "./permissions.ts";
import { roles } from "./roles.ts";

const own = { createdBy: "me", status: "draft" };
const foreign = { createdBy: "somebody", status: "draft" };
const submitted = { createdBy: "me", status: "submitted" };

const ask = (role: (typeof roles)[number], resource: string, action: string, record?: object) =>
  isAllowed({ role, userId: "me", resource, action, record: record as Record<string, unknown> | undefined });

test("a clerk edits own drafts only", () => {
  expect(ask("clerk", "invoices", "edit", own)).toBe(true);
  expect(ask("clerk", "invoices", "edit", foreign)).toBe(false);
  expect(ask("clerk", "invoices", "edit", submitted)).toBe(false);
});

test("without a record the answer is whether any record may be", () => {
  expect(ask("clerk", "invoices", "edit")).toBe(true);
  expect(ask("viewer", "invoices", "edit")).toBe(false);
});

test("an approver decides but does not write", () => {
  expect(ask("approver", "invoices", "approve", foreign)).toBe(true);
  expect(ask("approver", "invoices", "create")).toBe(false);
  expect(ask("approver", "customers", "edit")).toBe(false);
});

test("what is not named is refused, also by the names that every object has", () => {
  expect(ask("admin", "unknown", "list")).toBe(false);
  expect(ask("admin", "invoices", "unknown")).toBe(false);
  expect(ask("viewer", "constructor", "list")).toBe(false);
  expect(ask("viewer", "invoices", "toString")).toBe(false);
});

test.each(["sessions", "audit-events"])("only administrators list %s", (resource) => {
  expect(roles.filter((role) => ask(role, resource, "list"))).toEqual(["admin"]);
});

test("a role's rights are named as resource:action", () => {
  expect(listPermissions("viewer")).toContain("invoices:list");
  expect(listPermissions("viewer")).not.toContain("invoices:create");
  expect(listPermissions("admin").length).toBeGreaterThan(Object.keys(permissions).length);
});
