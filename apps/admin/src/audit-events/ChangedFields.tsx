import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Link } from "@mui/material";
import { useExpanded } from "react-admin";
import { useShownFields } from "../fields/use-shown-fields.ts";

/** Which fields an event changed; opens the row with their values, as its arrow does, which no keyboard reaches. */
export const ChangedFields = ({ event: { id, changes, resource } }: { event: AuditEvent }) => {
  const findField = useShownFields(resource);
  const [isExpanded, toggle] = useExpanded("audit-events", id);
  if (changes.length === 0) return null;
  return (
    <Link
      component="button"
      type="button"
      variant="body2"
      underline="hover"
      aria-expanded={isExpanded}
      onClick={toggle}
      noWrap
      sx={{ display: "block", minWidth: 0, maxWidth: 1, textAlign: "start" }}
    >
      {changes.map(({ field }) => findField(field).label).join(", ")}
    </Link>
  );
};
