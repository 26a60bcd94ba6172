import { Alert, Button } from "@mui/material";
import { useListContext } from "react-admin";

/** In place of a list that could not be read: why, and another try. */
export const ListError = () => {
  const { error, refetch } = useListContext();
  return (
    <Alert
      severity="error"
      sx={{ m: 2 }}
      action={
        <Button color="inherit" size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      }
    >
      {error instanceof Error ? error.message : "The list could not be read."}
    </Alert>
  );
};
