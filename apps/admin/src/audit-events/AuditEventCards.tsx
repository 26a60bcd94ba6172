import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Stack, Typography } from "@mui/material";
import { SimpleList, useExpanded } from "react-admin";
import { AuditEventSummary } from "./AuditEventSummary.tsx";
import { ChangedFields } from "./ChangedFields.tsx";
import { EventChanges } from "./EventChanges.tsx";
import { EventSubject } from "./EventSubject.tsx";

const Card = ({ event }: { event: AuditEvent }) => {
  const [isExpanded] = useExpanded("audit-events", event.id);
  // What one does with one's own account has no other subject.
  const isOwn = event.recordId === event.actorId;
  return (
    <AuditEventSummary event={event} subject={!isOwn && <EventSubject event={event} />}>
      {event.changes.length > 0 && (
        <Stack direction="row" spacing={0.5} sx={{ alignItems: "baseline" }}>
          <Typography variant="body2" color="textSecondary" component="span">
            Changed:
          </Typography>
          <ChangedFields event={event} />
        </Stack>
      )}
      {isExpanded && <EventChanges event={event} />}
    </AuditEventSummary>
  );
};

const card = (event: AuditEvent) => <Card event={event} />;

/** The log where there is no room for a table. */
export const AuditEventCards = () => <SimpleList<AuditEvent> rowClick={false} primaryText={card} />;
