import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Box, Typography } from "@mui/material";
import { MomentField } from "../lists/MomentField.tsx";
import { PersonName } from "../people/PersonName.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { eventWords } from "./event-words.ts";

/** One event: what, who, when, and the fields it changed. */
export const AuditEventSummary = ({ event }: { event: AuditEvent }) => (
  <Box sx={{ minWidth: 0 }}>
    <Typography variant="body1">{eventWords(event.type)}</Typography>
    <Typography variant="body2" color="textSecondary" component="div">
      {event.actorId && (
        <>
          <PersonName source="actorId" />,{" "}
        </>
      )}
      <MomentField source="createdAt" />
    </Typography>
    {event.changes.length > 0 && <ChangeList changes={event.changes} />}
  </Box>
);
