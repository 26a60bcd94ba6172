import { Box, FormControlLabel, Radio, RadioGroup, Typography } from "@mui/material";
import type { KnownRecord, ShownField } from "../fields/shown-field.ts";
import { ShownValue } from "../fields/ShownValue.tsx";
import type { Side } from "./merge.ts";

interface ConflictingFieldProps {
  field: ShownField;
  mine: KnownRecord;
  theirs: KnownRecord;
  side: Side;
  choose: (side: Side) => void;
}

const columns = {
  display: "grid",
  gap: 1,
  gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" },
  "& .MuiFormControlLabel-root": {
    m: 0,
    p: 1,
    alignItems: "flex-start",
    border: 1,
    borderColor: "divider",
    borderRadius: 1,
    minWidth: 0,
  },
} as const;

export const ConflictingField = ({ field, mine, theirs, side, choose }: ConflictingFieldProps) => (
  <Box component="fieldset" sx={{ border: 0, p: 0, mt: 2, mx: 0, minWidth: 0 }}>
    <Typography component="legend" variant="subtitle2" sx={{ mb: 0.5 }}>
      {field.label}
    </Typography>
    <RadioGroup sx={columns} value={side} onChange={(_event, value) => choose(value as Side)}>
      <Version value="theirs" title="Theirs" record={theirs} field={field} />
      <Version value="mine" title="Mine" record={mine} field={field} />
    </RadioGroup>
  </Box>
);

interface VersionProps {
  value: Side;
  title: string;
  record: KnownRecord;
  field: ShownField;
}

const Version = ({ value, title, record, field }: VersionProps) => (
  <FormControlLabel
    value={value}
    control={<Radio size="small" />}
    label={
      <Box sx={{ minWidth: 0, overflowWrap: "anywhere" }}>
        <Typography variant="caption" color="textSecondary">
          {title}
        </Typography>
        <Typography variant="body2" component="div">
          <ShownValue field={field} value={record[field.source]} record={record} />
        </Typography>
      </Box>
    }
  />
);
