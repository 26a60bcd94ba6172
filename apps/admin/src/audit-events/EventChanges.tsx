import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { useGetList, useReference } from "react-admin";
import { ChangeList } from "./ChangeList.tsx";
import { recordsAfter } from "./known-records.ts";

const laterEventsAtMost = 1_000;

/** The values that an event changed, read with what is known of its record at that time, such as its currency. */
export const EventChanges = ({ event }: { event: AuditEvent }) => {
  const { record, isPending } = useRecordAfter(event);
  return isPending ? null : <ChangeList {...event} record={record} />;
};

/** The record as the event left it: the present one, or what is told of a deleted one, with all that came later undone. */
function useRecordAfter({ id, resource, recordId, createdAt }: AuditEvent) {
  const reference = { reference: resource ?? "", id: recordId ?? "" };
  const hasRecord = resource !== null && recordId !== null;
  const present = useReference({ ...reference, options: { enabled: hasRecord } });
  const later = useGetList<AuditEvent & { id: string }>(
    "audit-events",
    {
      filter: { resource, recordId, createdAt_gte: createdAt },
      sort: { field: "createdAt", order: "DESC" },
      pagination: { page: 1, perPage: laterEventsAtMost },
    },
    { enabled: hasRecord },
  );
  const events = later.data ?? [];
  const states = recordsAfter(present.referenceRecord ?? {}, events);
  return {
    record: states[events.findIndex((event) => event.id === id)] ?? {},
    isPending: present.isLoading || later.isLoading,
  };
}
