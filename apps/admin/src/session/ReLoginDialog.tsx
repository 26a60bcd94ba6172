import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Stack,
  TextField,
} from "@mui/material";
import { useState, type SubmitEvent } from "react";
import { useGetIdentity } from "react-admin";
import { formText } from "../login/form-text.ts";
import { useSignIn } from "../login/use-sign-in.ts";
import { CodeField } from "../second-factor/CodeField.tsx";
import { sessionClient } from "./browser-session.ts";
import { describeSessionEnd } from "./session-end-words.ts";
import type { SessionEnd } from "./session-state.ts";
import type { SignInRequest } from "./session-transport.ts";

/**
 * Asks for the password over unsaved work, and for the code where there is a second factor, or for a passkey. The same
 * person goes on where he was, and the save that failed goes out again; anyone else begins anew; giving up leads to the
 * login page.
 */
export function ReLoginDialog({ end }: { end: SessionEnd | undefined }) {
  const { signIn, signInByPasskey, isBusy, failure, challenge, answer } = useSignIn();
  const [remember, setRemember] = useState(true);
  const [isLeaving, setIsLeaving] = useState(false);
  const hasPasskey = challenge ? challenge.methods.includes("passkey") : browserSupportsWebAuthn();
  const hasText = !challenge || challenge.methods.some((method) => method !== "passkey");

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const fields = new FormData(event.currentTarget);
    void (challenge ? answer(formText(fields, "otp")) : signIn(readCredentials(fields, remember)));
  };

  return (
    <Dialog open fullWidth maxWidth="xs">
      <form onSubmit={submit}>
        <DialogTitle>Sign in to go on</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <span>{describeSessionEnd(end)} Your unsaved changes are still here.</span>
            {failure !== undefined && <Alert severity="error">{failure}</Alert>}
            {isLeaving && <Alert severity="warning">If you leave, your unsaved changes are lost.</Alert>}
            {!challenge && <CredentialFields />}
            {!challenge && <RememberField remember={remember} setRemember={setRemember} />}
            {challenge && hasText && <CodeField methods={challenge.methods} />}
            {hasPasskey && (
              <Button variant="outlined" disabled={isBusy} onClick={() => void signInByPasskey(remember)}>
                Use a passkey
              </Button>
            )}
          </Stack>
        </DialogContent>
        <DialogActions>
          {isLeaving ? <DiscardButton /> : <Button onClick={() => setIsLeaving(true)}>Cancel</Button>}
          {hasText && (
            <Button type="submit" variant="contained" loading={isBusy}>
              Sign in
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

function CredentialFields() {
  const email = useEmail();
  return (
    <>
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
    </>
  );
}

interface RememberFieldProps {
  remember: boolean;
  setRemember: (remember: boolean) => void;
}

/** As on the login page: whoever unticks it there does so here, too. */
const RememberField = ({ remember, setRemember }: RememberFieldProps) => (
  <FormControlLabel
    label="Stay signed in on this device"
    control={<Checkbox checked={remember} onChange={(_event, isOn) => setRemember(isOn)} />}
  />
);

/** Offered once the person has been warned. */
const DiscardButton = () => (
  <Button color="error" onClick={() => sessionClient.abandon()}>
    Discard my changes
  </Button>
);

function useEmail(): string {
  const { identity } = useGetIdentity();
  return typeof identity?.["email"] === "string" ? identity["email"] : "";
}

const readCredentials = (fields: FormData, remember: boolean): SignInRequest => ({
  path: "/api/token",
  body: { username: formText(fields, "username"), password: formText(fields, "password"), remember },
});
