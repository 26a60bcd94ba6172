import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from "@mui/material";
import { type SubmitEvent, useState } from "react";

interface ReasonDialogProps {
  isOpen: boolean;
  isPending: boolean;
  question: string;
  label: string;
  close: () => void;
  confirm: (reason: string) => void;
}

const reasonMaxLength = 1000;

/** Asks for the reason that the API wants with a rejection or a voiding. */
export const ReasonDialog = ({ isOpen, isPending, question, label, close, confirm }: ReasonDialogProps) => {
  const [reason, setReason] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm(reason.trim());
  };
  return (
    <Dialog open={isOpen} onClose={close} fullWidth maxWidth="sm">
      <form onSubmit={submit}>
        <DialogTitle>{question}</DialogTitle>
        <DialogContent>
          <TextField
            label="Reason"
            required
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of a dialog that was just asked for
            autoFocus
            multiline
            minRows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            slotProps={{ htmlInput: { maxLength: reasonMaxLength, dir: "auto" } }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button
            type="submit"
            variant="contained"
            color="error"
            disabled={isPending || reason.trim() === ""}
          >
            {label}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
