import type { Me } from "@gatehouse/shared/session-api";
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from "@mui/material";
import { useState, type SubmitEvent } from "react";
import { useNotify } from "react-admin";
import { callApi } from "../data/call-api.ts";
import { readProblem } from "../data/read-problem.ts";
import { ProofRefusedError, useProof } from "../second-factor/use-proof.tsx";
import { formText } from "../login/form-text.ts";

interface EmailDialogProps {
  me: Me;
  done: (changed: Me) => void;
  close: () => void;
}

type Refusal = Partial<Record<"email" | "currentPassword", string>>;

/** Changes the email by which one signs in; the password has to be given again. */
export function EmailDialog({ me, done, close }: EmailDialogProps) {
  const notify = useNotify();
  const [refusal, setRefusal] = useState<Refusal>({});
  const [isBusy, setIsBusy] = useState(false);
  const { withProof, dialog } = useProof();

  const save = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const body = { email: formText(fields, "email"), currentPassword: formText(fields, "currentPassword") };
    setIsBusy(true);
    try {
      done(await withProof(() => callApi<Me>("/api/me", { method: "PATCH", body })));
      notify("Your email has been changed", { type: "success" });
    } catch (error) {
      if (!(error instanceof ProofRefusedError)) setRefusal(refusalOf(error));
      setIsBusy(false);
    }
  };

  return (
    <Dialog open fullWidth maxWidth="xs" onClose={close} aria-labelledby="email-title">
      <form onSubmit={(event) => void save(event)}>
        <DialogTitle id="email-title">Change your email</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <span>You sign in by it from then on.</span>
            <TextField
              name="email"
              label="New email"
              type="email"
              autoComplete="email"
              required
              defaultValue={me.email}
              error={refusal.email !== undefined}
              helperText={refusal.email}
            />
            <TextField
              name="currentPassword"
              label="Your password"
              type="password"
              autoComplete="current-password"
              required
              error={refusal.currentPassword !== undefined}
              helperText={refusal.currentPassword}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="contained" loading={isBusy}>
            Change email
          </Button>
        </DialogActions>
      </form>
      {dialog}
    </Dialog>
  );
}

function refusalOf(error: unknown): Refusal {
  const { errors } = readProblem(error);
  return errors ?? { email: error instanceof Error ? error.message : "The email could not be changed." };
}
