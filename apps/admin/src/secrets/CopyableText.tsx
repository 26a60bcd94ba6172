import CheckIcon from "@mui/icons-material/Check";
import ContentCopyIcon from "@mui/icons-material/ContentCopy";
import { IconButton, InputAdornment, TextField } from "@mui/material";
import { useCopy } from "./use-copy.ts";

/** Text to take elsewhere: selected when it gets the focus, copied by its button. */
export const CopyableText = ({ label, value }: { label: string; value: string }) => {
  const { copy, outcome } = useCopy(value);
  const button = (
    <InputAdornment position="end">
      <IconButton aria-label={`Copy ${label.toLowerCase()}`} edge="end" onClick={() => void copy()}>
        {outcome?.isCopied ? <CheckIcon color="success" /> : <ContentCopyIcon />}
      </IconButton>
    </InputAdornment>
  );
  return (
    <TextField
      label={label}
      value={value}
      multiline
      helperText={outcome?.words}
      error={outcome?.isCopied === false}
      onFocus={(event) => event.target.select()}
      slotProps={{
        input: { readOnly: true, endAdornment: button },
        formHelperText: { role: "status" },
        htmlInput: { sx: { fontFamily: "monospace", overflowWrap: "anywhere" } },
      }}
    />
  );
};
