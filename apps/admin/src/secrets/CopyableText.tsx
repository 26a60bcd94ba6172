import CheckIcon from "@mui/icons-material/Check";
import ContentCopyIcon from "@mui/icons-material/ContentCopy";
import { IconButton, InputAdornment, TextField } from "@mui/material";
import { useState } from "react";
import { useNotify } from "react-admin";

/** Text to take elsewhere: selected when it gets the focus, copied by its button. */
export const CopyableText = ({ label, value }: { label: string; value: string }) => {
  const [isCopied, setIsCopied] = useState(false);
  const notify = useNotify();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setIsCopied(true);
    } catch {
      notify("The browser does not allow copying here. Select the text and copy it.", { type: "warning" });
    }
  };
  const button = (
    <InputAdornment position="end">
      <IconButton aria-label={`Copy ${label.toLowerCase()}`} edge="end" onClick={() => void copy()}>
        {isCopied ? <CheckIcon color="success" /> : <ContentCopyIcon />}
      </IconButton>
    </InputAdornment>
  );
  return (
    <TextField
      label={label}
      value={value}
      multiline
      helperText={isCopied ? "Copied" : undefined}
      onFocus={(event) => event.target.select()}
      slotProps={{
        input: { readOnly: true, endAdornment: button },
        htmlInput: { sx: { fontFamily: "monospace", overflowWrap: "anywhere" } },
      }}
    />
  );
};
