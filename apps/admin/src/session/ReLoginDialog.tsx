import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
} from "@mui/material";
import { useState, type SubmitEvent } from "react";
import { useGetIdentity } from "react-admin";
import { formText } from "../login/form-text.ts";
import { sessionClient } from "./browser-session.ts";
import { describeSessionEnd } from "./session-end-words.ts";
import type { SessionEnd } from "./session-state.ts";
import { describeSignInFailure } from "./sign-in-failure.ts";

/**
 * Asks for the password over unsaved work. The same person goes on where he was, and the save that failed goes out
 * again; anyone else begins anew; giving up leads to the login page.
 */
export function ReLoginDialog({ end }: { end: SessionEnd | undefined }) {
  const email = useEmail();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  const signIn = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    setIsBusy(true);
    const outcome = await sessionClient.login({
      path: "/api/token",
      body: readCredentials(event.currentTarget),
    });
    setIsBusy(false);
    setFailure(describeSignInFailure(outcome));
  };

  return (
    <Dialog open fullWidth maxWidth="xs">
      <form onSubmit={(event) => void signIn(event)}>
        <DialogTitle>Sign in to go on</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <span>{describeSessionEnd(end)} Your unsaved changes are still here.</span>
            {failure !== undefined && <Alert severity="error">{failure}</Alert>}
            <TextField
              name="username"
              label="Email"
              type="email"
              autoComplete="username"
              required
              key={email}
              defaultValue={email}
            />
            <TextField
              name="password"
              label="Password"
              type="password"
              autoComplete="current-password"
              required
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that is asked for
              autoFocus
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <LeaveButton />
          <Button type="submit" variant="contained" loading={isBusy}>
            Sign in
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The first click warns what will be lost, the second leaves. */
function LeaveButton() {
  const [isSure, setIsSure] = useState(false);
  if (!isSure) return <Button onClick={() => setIsSure(true)}>Cancel</Button>;
  return (
    <Button color="error" onClick={() => sessionClient.abandon()}>
      Discard my changes
    </Button>
  );
}

function useEmail(): string {
  const { identity } = useGetIdentity();
  return typeof identity?.["email"] === "string" ? identity["email"] : "";
}

function readCredentials(form: HTMLFormElement): Record<string, string> {
  const fields = new FormData(form);
  return { username: formText(fields, "username"), password: formText(fields, "password") };
}
