import { Button, Stack, TextField } from "@mui/material";
import type { SubmitEvent } from "react";
import { formText } from "../login/form-text.ts";

interface PasskeyNameFormProps {
  initialName: string;
  submitLabel: string;
  isBusy: boolean;
  submit: (name: string) => Promise<void>;
  cancel: () => void;
}

/** What a passkey is called. */
export function PasskeyNameForm({ initialName, submitLabel, isBusy, submit, cancel }: PasskeyNameFormProps) {
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void submit(formText(new FormData(event.currentTarget), "name").trim());
  };
  return (
    <form onSubmit={send}>
      <TextField
        name="name"
        label="Name of the passkey"
        defaultValue={initialName}
        required
        slotProps={{ htmlInput: { maxLength: 100, pattern: ".*\\S.*" } }}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the next thing to do
        autoFocus
      />
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        <Button type="submit" variant="contained" loading={isBusy}>
          {submitLabel}
        </Button>
        <Button onClick={cancel}>Cancel</Button>
      </Stack>
    </form>
  );
}
