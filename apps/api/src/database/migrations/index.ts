import type { Migration } from "kysely/migration";
import * as createUsers from "./001-create-users.ts";
import * as createSessions from "./002-create-sessions.ts";
import * as createSigningKeys from "./003-create-signing-keys.ts";
import * as createAuditEvents from "./004-create-audit-events.ts";
import * as createAnnouncements from "./005-create-announcements.ts";
import * as createResourceStates from "./010-create-resource-states.ts";
import * as createCustomers from "./011-create-customers.ts";
import * as createInvoices from "./012-create-invoices.ts";
import * as listUsersSessionsAuditEvents from "./013-list-users-sessions-audit-events.ts";
import * as createOneTimeCodes from "./020-create-one-time-codes.ts";
import * as createGuessingLimits from "./021-create-guessing-limits.ts";
import * as createMachineAccess from "./022-create-machine-access.ts";
import * as createRequestDays from "./023-create-request-days.ts";
import * as createSecondFactors from "./030-create-second-factors.ts";

/** Every migration by its name, in the order of their numbers. What has been released is never changed. */
export const migrations: Record<string, Migration> = {
  "001-create-users": createUsers,
  "002-create-sessions": createSessions,
  "003-create-signing-keys": createSigningKeys,
  "004-create-audit-events": createAuditEvents,
  "005-create-announcements": createAnnouncements,
  "010-create-resource-states": createResourceStates,
  "011-create-customers": createCustomers,
  "012-create-invoices": createInvoices,
  "013-list-users-sessions-audit-events": listUsersSessionsAuditEvents,
  "020-create-one-time-codes": createOneTimeCodes,
  "021-create-guessing-limits": createGuessingLimits,
  "022-create-machine-access": createMachineAccess,
  "023-create-request-days": createRequestDays,
  "030-create-second-factors": createSecondFactors,
};
