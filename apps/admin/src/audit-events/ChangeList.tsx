import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Box, Typography } from "@mui/material";
import { isEmpty } from "../fields/plain-text.ts";
import type { KnownRecord } from "../fields/shown-field.ts";
import { ShownValue } from "../fields/ShownValue.tsx";
import { useShownFields } from "../fields/use-shown-fields.ts";
import { aroundChange } from "./known-records.ts";

interface ChangeListProps extends Pick<AuditEvent, "changes" | "resource"> {
  /** What is known of the record besides. */
  record: KnownRecord;
}

/** Each field that an event changed, before and after, as its resource shows it. */
export const ChangeList = ({ changes, resource, record }: ChangeListProps) => {
  const findField = useShownFields(resource);
  const sides = aroundChange(record, changes);
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {changes.map((change) => {
        const field = findField(change.field);
        return (
          <Typography
            key={change.field}
            component="li"
            variant="body2"
            color="textSecondary"
            sx={{ overflowWrap: "anywhere" }}
          >
            {field.label}:{" "}
            {!isEmpty(change.before) && (
              <>
                <ShownValue field={field} value={change.before} record={sides.before} /> →{" "}
              </>
            )}
            <ShownValue field={field} value={change.after} record={sides.after} />
          </Typography>
        );
      })}
    </Box>
  );
};
