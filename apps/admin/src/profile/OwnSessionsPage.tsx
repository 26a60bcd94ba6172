import { Button, Card, CardContent, Divider, Stack, Typography } from "@mui/material";
import { Loading, Title } from "react-admin";
import { AskingButton } from "../layout/AskingButton.tsx";
import { ReadFailure } from "../layout/ReadFailure.tsx";
import { SessionSummary } from "../sessions/SessionSummary.tsx";
import { useOwnSessions } from "./use-own-sessions.tsx";

/** Where one is signed in, and how to end it. */
export const OwnSessionsPage = () => {
  const { sessions, error, refetch, revoke, revokeOthers, isRevoking, dialog } = useOwnSessions();
  const hasOthers = sessions?.some(({ current }) => !current) ?? false;
  return (
    <Stack spacing={2} sx={{ maxWidth: 800, width: 1, py: 2 }}>
      <Title title="Your devices" />
      <Typography color="textSecondary">
        You are signed in on these devices. Sign out any that you don't recognise, and change your password.
      </Typography>
      {error && <ReadFailure error={error} retry={refetch} />}
      {!sessions && !error && <Loading />}
      {sessions && (
        <Card variant="outlined">
          <CardContent>
            <Stack divider={<Divider flexItem />}>
              {sessions.map((session) => (
                <SessionSummary
                  key={session.id}
                  session={session}
                  action={
                    !session.current && (
                      <Button
                        size="small"
                        color="error"
                        disabled={isRevoking}
                        onClick={() => revoke(session.id)}
                      >
                        Sign out
                      </Button>
                    )
                  }
                />
              ))}
            </Stack>
          </CardContent>
        </Card>
      )}
      {hasOthers && (
        <AskingButton
          label="Sign out all other devices"
          question="Sign out all other devices?"
          consequence="You will have to sign in there again. What is not saved there may be lost."
          color="error"
          variant="outlined"
          disabled={isRevoking}
          act={revokeOthers}
          sx={{ alignSelf: "flex-start" }}
        />
      )}
      {dialog}
    </Stack>
  );
};
