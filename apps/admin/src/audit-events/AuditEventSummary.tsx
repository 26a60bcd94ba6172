import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { MomentField } from "../dates/MomentField.tsx";
import { PersonName } from "../people/PersonName.tsx";
import { eventWords } from "./event-words.ts";

interface AuditEventSummaryProps {
  event: AuditEvent;
  /** What it happened to, where the page around does not say so. */
  subject?: ReactNode;
  /** What it changed. */
  children: ReactNode;
}

/** One event: what, to what, who, when, and the fields it changed. */
export const AuditEventSummary = ({ event, subject, children }: AuditEventSummaryProps) => (
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
    {children}
  </Box>
);
