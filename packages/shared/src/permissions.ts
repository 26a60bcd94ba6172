import { apiKeysAccess } from "./api-keys.ts";
import { auditEventsAccess } from "./audit-events.ts";
import { customersAccess } from "./customers.ts";
import { invoicesAccess } from "./invoices.ts";
import type { Role } from "./roles.ts";
import { serviceAccountsAccess } from "./service-accounts.ts";
import { sessionsAccess } from "./sessions.ts";
import { usersAccess } from "./users.ts";

/** May the user with `userId` do this to `record`? */
export type RecordCondition = (record: Readonly<Record<string, unknown>>, userId: string) => boolean;

/** What a role may do with one resource: `true`, or a condition on the record. What is not named is refused. */
export type ResourceAccess = Record<Role, Readonly<Record<string, true | RecordCondition>>>;

/** The one table of rights: role → resource → action. The API refuses by it, the admin hides by it. */
export const permissions: Readonly<Record<string, ResourceAccess>> = {
  users: usersAccess,
  sessions: sessionsAccess,
  "audit-events": auditEventsAccess,
  customers: customersAccess,
  invoices: invoicesAccess,
  "api-keys": apiKeysAccess,
  "service-accounts": serviceAccountsAccess,
};

export interface AccessQuestion {
  role: Role;
  userId: string;
  resource: string;
  action: string;
  record?: Readonly<Record<string, unknown>> | undefined;
}

/** Whether the table allows it. Without a record the answer is whether it is allowed for any record at all. */
export function isAllowed({ role, userId, resource, action, record }: AccessQuestion): boolean {
  const rule = ownValue(ownValue(permissions, resource)?.[role], action);
  if (rule === undefined) return false;
  if (rule === true || record === undefined) return true;
  return rule(record, userId);
}

// Names come from outside: `constructor` is in every object, but in none of the tables.
function ownValue<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The role's rights as `resource:action` strings, as /api/me tells them. */
export function listPermissions(role: Role): string[] {
  return Object.entries(permissions).flatMap(([resource, access]) =>
    Object.keys(access[role]).map((action) => `${resource}:${action}`),
  );
}
