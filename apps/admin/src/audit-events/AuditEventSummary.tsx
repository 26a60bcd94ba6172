import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { MomentField } from "../dates/MomentField.tsx";
import type { KnownRecord } from "../fields/shown-field.ts";
import { PersonName } from "../people/PersonName.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { eventWords } from "./event-words.ts";

interface AuditEventSummaryProps {
  event: AuditEvent;
  /** What it happened to, where the page around does not say so. */
  subject?: ReactNode;
  record?: KnownRecord | undefined;
}

/** One event: what, to what, who, when, and the fields it changed. */
export const AuditEventSummary = ({ event, subject, record }: AuditEventSummaryProps) => (
  <Box sx={{ minWidth: 0 }}>
    <Typography variant="body1">{eventWords(event.type)}</Typography>
    {subject}
    <Typography variant="body2" color="textSecondary" component="div">
      {event.actorId && (
        <>
          <PersonName source="actorId" />,{" "}
        </>
      )}
      <MomentField source="createdAt" />
    </Typography>
    {event.changes.length > 0 && <ChangeList {...event} {...(record && { record })} />}
  </Box>
);
