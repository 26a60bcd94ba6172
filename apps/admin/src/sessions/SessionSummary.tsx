import type { Session } from "@gatehouse/shared/sessions";
import DevicesIcon from "@mui/icons-material/Devices";
import { Box, Stack, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { formatMoment } from "../dates/dates.ts";
import { SessionStateChip } from "./SessionStateChip.tsx";

/** One session: the device, from where, since when, and when it was last seen. */
export const SessionSummary = ({ session, action }: { session: Session; action?: ReactNode }) => (
  <Stack
    direction="row"

    spacing={2}
    data-session={session.id}
    sx={{ py: 1.5, alignItems: "center", flexWrap: { xs: "wrap", sm: "nowrap" }, rowGap: 1 }}
  >
    <DevicesIcon sx={{ color: "text.secondary" }} />
    <Box sx={{ flex: { xs: "1 1 calc(100% - 48px)", sm: 1 }, minWidth: 0, overflowWrap: "anywhere" }}>
      <Stack direction="row" spacing={1} sx={{ alignItems: "center", flexWrap: "wrap" }}>
        <Typography>{session.device || "Unknown device"}</Typography>
        <SessionStateChip session={session} />
      </Stack>
      <Typography variant="body2" color="textSecondary">
        {session.address ?? "Unknown address"}. Signed in {formatMoment(session.createdAt)}
        {session.amr.includes("mfa") && " with a second factor"}, last active{" "}
        {formatMoment(session.lastSeenAt)}.
      </Typography>
    </Box>
    {action && <Box sx={{ pl: { xs: 4.5, sm: 0 } }}>{action}</Box>}
  </Stack>
);
