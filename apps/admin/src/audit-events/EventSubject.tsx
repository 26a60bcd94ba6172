import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Typography } from "@mui/material";
import { ReferenceField, useGetResourceLabel, useResourceDefinitions } from "react-admin";

/** The record that an event happened to, by what it is called now; a link where it has a page. */
export const EventSubject = ({ event: { resource, recordId } }: { event: AuditEvent }) => {
  const getLabel = useGetResourceLabel();
  const hasPage = useResourceDefinitions()[resource ?? ""]?.hasShow ?? false;
  if (resource === null) return null;
  return (
    <Typography variant="body2" component="span">
      {getLabel(resource, 1)}{" "}
      {hasPage && recordId !== null && (
        <ReferenceField source="recordId" reference={resource} link="show" empty="(deleted)" />
      )}
    </Typography>
  );
};
