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
import { callApi } from "../data/call-api.ts";
import { formText } from "../login/form-text.ts";
import { openPasskey } from "../passkeys/open-passkey.ts";
import { CodeField } from "./CodeField.tsx";

interface ProofDialogProps {
  /** What would do: `password`, `otp`, `recovery_code`, `passkey`. */
  methods: readonly string[];
  settle: (isProven: boolean) => void;
}

/** Asks who is there before something is changed that protects the account. */
export function ProofDialog({ methods, settle }: ProofDialogProps) {
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const hasText =
    methods.includes("password") || methods.includes("otp") || methods.includes("recovery_code");

  const prove = async (readProof: () => Promise<object> | object) => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      await callApi("/api/me/reauthenticate", { method: "POST", body: await readProof() });
      settle(true);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setIsBusy(false);
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const fields = new FormData(event.currentTarget);
    void prove(() =>
      fields.has("password") ? { password: formText(fields, "password") } : { otp: formText(fields, "otp") },
    );
  };

  return (
    <Dialog open fullWidth maxWidth="xs" onClose={() => settle(false)} aria-labelledby="proof-title">
      <form onSubmit={submit}>
        <DialogTitle id="proof-title">Confirm that it is you</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <span>Show once more who you are: this protects your account.</span>
            {failure !== undefined && <Alert severity="error">{failure}</Alert>}
            {hasText && (methods.includes("password") ? <PasswordField /> : <CodeField methods={methods} />)}
            {methods.includes("passkey") && (
              <Button
                variant="outlined"
                disabled={isBusy}
                onClick={() => void prove(async () => ({ credential: await openPasskey() }))}
              >
                Use a passkey
              </Button>
            )}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => settle(false)}>Cancel</Button>
          {hasText && (
            <Button type="submit" variant="contained" loading={isBusy}>
              Confirm
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

const PasswordField = () => (
  <TextField
    name="password"
    label="Your password"
    type="password"
    autoComplete="current-password"
    required
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that is asked for
    autoFocus
  />
);
