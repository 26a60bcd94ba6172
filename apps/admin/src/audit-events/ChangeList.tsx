import type { AuditEvent } from "@gatehouse/shared/audit-events";
import { Box, Typography } from "@mui/material";

const longest = 120;

function asText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Each field that an event changed, before and after. */
export const ChangeList = ({ changes }: Pick<AuditEvent, "changes">) => (
  <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
    {changes.map(({ field, before, after }) => (
      <Typography
        key={field}
        component="li"
        variant="body2"
        color="text.secondary"
        sx={{ overflowWrap: "anywhere" }}
      >
        {field}: <bdi>{asText(before)}</bdi> → <bdi>{asText(after)}</bdi>
      </Typography>
    ))}
  </Box>
);
