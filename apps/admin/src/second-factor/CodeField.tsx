import { TextField } from "@mui/material";
import { describeCode } from "../login/code-words.ts";

/** A dialog's field for a code: the app's, or a recovery code, as the account has them. */
export function CodeField({ methods }: { methods: readonly string[] }) {
  const { label, hint } = describeCode(methods);
  return (
    <TextField
      name="otp"
      label={label}
      helperText={hint}
      autoComplete="one-time-code"
      required
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that is asked for
      autoFocus
    />
  );
}
