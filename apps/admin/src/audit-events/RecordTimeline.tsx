import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Button, Divider, Stack, Typography } from "@mui/material";
import {
  InfiniteListBase,
  RecordsIterator,
  useCanAccess,
  useInfinitePaginationContext,
  useRecordContext,
  useResourceContext,
} from "react-admin";
import { AuditEventSummary } from "./AuditEventSummary.tsx";

const newestFirst = { field: "createdAt", order: "DESC" } as const;
const eventsAtOnce = 10;

/** What happened to this record, newest first; for those who may read the audit log. */
export const RecordTimeline = () => {
  const recordId = useRecordContext()?.id;
  const resource = useResourceContext();
  const { canAccess } = useCanAccess({ resource: "audit-events", action: "list" });
  if (!canAccess || recordId === undefined) return null;
  return (
    <>
      <Divider />
      <Stack component="section" spacing={2} sx={{ p: 2 }}>
        <Typography variant="h6" component="h2">
          History
        </Typography>
        <InfiniteListBase
          resource="audit-events"
          filter={{ resource, recordId }}
          sort={newestFirst}
          perPage={eventsAtOnce}
          disableSyncWithLocation
          storeKey={false}
        >
          <RecordsIterator<AuditEvent & { id: string }>
            render={(event) => <AuditEventSummary event={event} />}
          />
          <OlderEventsButton />
        </InfiniteListBase>
      </Stack>
    </>
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
