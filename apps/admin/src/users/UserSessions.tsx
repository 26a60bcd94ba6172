import type { Session } from "@gatehouse/shared/sessions";
import { Typography } from "@mui/material";
import { Pagination, RecordsIterator, ReferenceManyField } from "react-admin";
import { SessionSummary } from "../sessions/SessionSummary.tsx";
import { EndSessionButton } from "../sessions/EndSessionButton.tsx";

const recentFirst = { field: "lastSeenAt", order: "DESC" } as const;

/** The user's sessions, each with a button that ends it. */
export const UserSessions = () => (
  <ReferenceManyField
    reference="sessions"
    target="userId"
    sort={recentFirst}
    perPage={5}
    pagination={<Pagination />}
    empty={<Typography color="textSecondary">There has been no sign-in.</Typography>}
  >
    <RecordsIterator<Session>
      render={(session) => (
        <SessionSummary session={session} action={<EndSessionButton session={session} />} />
      )}
    />
  </ReferenceManyField>
);
