import { isDeepStrictEqual } from "node:util";
import type { AuditChange } from "../audit/audit-log.ts";
import type { ResourceRecord } from "./resource.ts";

/** Bookkeeping that each change moves; it would say nothing in an audit event. */
const bookkeeping = new Set(["id", "version", "createdAt", "updatedAt"]);

/** Field by field what differs between two states of a record; null stands for a field that was not there. */
export function compareRecords(
  before: Readonly<Partial<ResourceRecord>>,
  after: Readonly<Partial<ResourceRecord>>,
): AuditChange[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .filter(
      (field) => !bookkeeping.has(field) && !isDeepStrictEqual(before[field] ?? null, after[field] ?? null),
    )
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}
