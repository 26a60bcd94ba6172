import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
} from "@mui/material";
import { useId } from "react";
import { CopyableText } from "./CopyableText.tsx";

interface ShownOnceDialogProps {
  title: string;
  /** What to do with it, and that it is not shown again. */
  advice: string;
  /** Each under its label. */
  values: Readonly<Record<string, string>>;
  close: () => void;
}

/** Secrets that the API tells once. Only "Done" closes it: a click beside it must not lose them. */
export const ShownOnceDialog = ({ title, advice, values, close }: ShownOnceDialogProps) => {
  const titleId = useId();
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{advice}</DialogContentText>
        <Stack spacing={2}>
          {Object.entries(values).map(([label, value]) => (
            <CopyableText key={label} label={label} value={value} />
          ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close} variant="contained">
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
};
