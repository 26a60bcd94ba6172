import { Divider, Stack, Typography } from "@mui/material";
import { Show } from "react-admin";
import { RecordTimeline } from "../audit-events/RecordTimeline.tsx";
import { UserActions } from "./UserActions.tsx";
import { UserFacts } from "./UserFacts.tsx";
import { UserSessions } from "./UserSessions.tsx";

export const UserShow = () => (
  <Show actions={<UserActions />}>
    <UserFacts />
    <Divider />
    <Stack component="section" spacing={1} sx={{ p: 2, minWidth: 0 }}>
      <Typography variant="h6" component="h2">
        Sessions
      </Typography>
      <UserSessions />
    </Stack>
    <RecordTimeline />
  </Show>
);
