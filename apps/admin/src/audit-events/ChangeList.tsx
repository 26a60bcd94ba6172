import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Box, Typography } from "@mui/material";

const longest = 60;

function asText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A stored value; a long one is cut, and whole on hover. */
const Value = ({ value }: { value: unknown }) => {
  const text = asText(value);
  return text.length > longest ? <bdi title={text}>{text.slice(0, longest)}…</bdi> : <bdi>{text}</bdi>;
};

/** Each field that an event changed, before and after. */
export const ChangeList = ({ changes }: Pick<AuditEvent, "changes">) => (
  <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
    {changes.map(({ field, before, after }) => (
      <Typography
        key={field}
        component="li"
        variant="body2"
        color="textSecondary"
        sx={{ overflowWrap: "anywhere" }}
      >
        {field}: <Value value={before} /> → <Value value={after} />
      </Typography>
    ))}
  </Box>
);
