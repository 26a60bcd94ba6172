import type { AuditEvent } from "@gatehouse/shared/audit-events";
import type { KnownRecord } from "../fields/shown-field.ts";

type Changes = AuditEvent["changes"];

const withValues = (record: KnownRecord, changes: Changes, side: "before" | "after"): KnownRecord => ({
  ...record,
  ...Object.fromEntries(changes.map((change) => [change.field, change[side]])),
});

/** The record before and after a change; `record` is what else is known of it. */
export const aroundChange = (record: KnownRecord, changes: Changes) => ({
  before: withValues(record, changes, "before"),
  after: withValues(record, changes, "after"),
});

/** What the record was right after each event, the newest first: the present one, with all that came later undone. */
export function recordsAfter(
  present: KnownRecord,
  events: readonly Pick<AuditEvent, "changes">[],
): KnownRecord[] {
  let record = present;
  return events.map(({ changes }) => {
    const after = record;
    record = withValues(record, changes, "before");
    return after;
  });
}
