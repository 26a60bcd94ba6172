import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
} from "@mui/material";
import { useCopy } from "../secrets/use-copy.ts";

interface RecoveryCodesDialogProps {
  codes: readonly string[];
  close: () => void;
}

const list = {
  display: "grid",
  gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" },
  gap: 0.5,
  m: 0,
  my: 2,
  p: 0,
  listStyle: "none",
  fontFamily: "monospace",
  fontSize: "0.8rem",
  whiteSpace: "nowrap",
};

/** The recovery codes, shown this once: to copy or to keep as a file. */
export function RecoveryCodesDialog({ codes, close }: RecoveryCodesDialogProps) {
  const text = `${codes.join("\n")}\n`;
  const { copy, outcome } = useCopy(text);
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="recovery-codes-title">
      <DialogTitle id="recovery-codes-title">Your recovery codes</DialogTitle>
      <DialogContent>
        <DialogContentText>
          Keep them where you find them without your phone, such as in your password manager. Each works once,
          and they are shown only now.
        </DialogContentText>
        <Box component="ul" aria-label="Recovery codes" sx={list}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </Box>
        {outcome && <Alert severity={outcome.isCopied ? "success" : "warning"}>{outcome.words}</Alert>}
      </DialogContent>
      <DialogActions sx={{ flexWrap: "wrap" }}>
        <Button
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="gatehouse-recovery-codes.txt"
        >
          Download
        </Button>
        <Button onClick={() => void copy()}>Copy</Button>
        <Button variant="contained" onClick={close}>
          I have kept them
        </Button>
      </DialogActions>
    </Dialog>
  );
}
