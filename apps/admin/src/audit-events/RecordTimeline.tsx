import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Button, Divider, Stack, Typography } from "@mui/material";
import {
  InfiniteListBase,
  type RaRecord,
  RecordsIterator,
  useCanAccess,
  useInfinitePaginationContext,
  useListContext,
  useRecordContext,
  useResourceContext,
} from "react-admin";
import { Link } from "react-router";
import { listPath } from "../lists/list-path.ts";
import { AuditEventSummary } from "./AuditEventSummary.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { recordsAfter } from "./known-records.ts";

const newestFirst = { field: "createdAt", order: "DESC" } as const;
const eventsAtOnce = 10;

/** What happened to this record, newest first; for those who may read the audit log. */
export const RecordTimeline = () => {
  const record = useRecordContext();
  const resource = useResourceContext();
  const { canAccess } = useCanAccess({ resource: "audit-events", action: "list" });
  if (!canAccess || !record) return null;
  const filter = { resource, recordId: record.id };
  return (
    <>
      <Divider />
      <Stack component="section" spacing={2} sx={{ p: 2 }}>
        <Stack direction="row" spacing={1} sx={{ justifyContent: "space-between", alignItems: "center" }}>
          <Typography variant="h6" component="h2">
            History
          </Typography>
          <Button component={Link} to={listPath("audit-events", filter)} size="small">
            In the audit log
          </Button>
        </Stack>
        <InfiniteListBase
          resource="audit-events"
          filter={filter}
          sort={newestFirst}
          perPage={eventsAtOnce}
          disableSyncWithLocation
          storeKey={false}
          empty={<Typography color="textSecondary">Nothing has been recorded yet.</Typography>}
        >
          <Events of={record} />
          <OlderEventsButton />
        </InfiniteListBase>
      </Stack>
    </>
  );
};

type EventRecord = AuditEvent & { id: string };

const Events = ({ of: record }: { of: RaRecord }) => {
  const records = recordsAfter(record, useListContext<EventRecord>().data ?? []);
  return (
    <RecordsIterator<EventRecord>
      render={(event, index) => (
        <AuditEventSummary event={event}>
          {event.changes.length > 0 && <ChangeList {...event} record={records[index] ?? {}} />}
        </AuditEventSummary>
      )}
    />
  );
};

const OlderEventsButton = () => {
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = useInfinitePaginationContext();
  if (!hasNextPage) return null;
  return (
    <Button
      size="small"
      disabled={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
      sx={{ alignSelf: "flex-start" }}
    >
      Older
    </Button>
  );
};
