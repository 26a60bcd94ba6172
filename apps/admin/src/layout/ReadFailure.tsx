import { Alert, Button } from "@mui/material";

interface ReadFailureProps {
  error: Error;
  retry: () => unknown;
}

/** In place of what could not be read: why, and another try. */
export const ReadFailure = ({ error, retry }: ReadFailureProps) => (
  <Alert
    severity="error"
    action={
      <Button color="inherit" size="small" sx={{ whiteSpace: "nowrap" }} onClick={() => void retry()}>
        Try again
      </Button>
    }
  >
    {error.message}
  </Alert>
);
