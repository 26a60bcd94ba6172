import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  TextField,
} from "@mui/material";
import { useState } from "react";

interface InvitationDialogProps {
  title: string;
  url: string;
  close: () => void;
}

/** A link with a one-time code. The API tells it once; it can't be shown again. */
export const InvitationDialog = ({ title, url, close }: InvitationDialogProps) => {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    setIsCopied(true);
  };
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="invitation-title">
      <DialogTitle id="invitation-title">{title}</DialogTitle>
      <DialogContent>
        <DialogContentText>
          Send this link to the person. It works once, and it is shown only now.
        </DialogContentText>
        <TextField
          label="Link"
          value={url}
          onFocus={(event) => event.target.select()}
          slotProps={{ input: { readOnly: true } }}
        />
        {isCopied && <Alert severity="success">Copied</Alert>}
      </DialogContent>
      <DialogActions>
        <Button onClick={() => void copy()} variant="contained">
          Copy the link
        </Button>
        <Button onClick={close}>Done</Button>
      </DialogActions>
    </Dialog>
  );
};
