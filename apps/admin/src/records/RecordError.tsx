import { Alert, Button } from "@mui/material";
import { useCreatePath, useResourceContext, useTranslate } from "react-admin";
import { Link } from "react-router";

interface RecordErrorProps {
  error: unknown;
  isGone: boolean;
  refetch(): unknown;
}

/** In place of a record that could not be read: why, and where to go on. */
export const RecordError = ({ error, isGone, refetch }: RecordErrorProps) => {
  const resource = useResourceContext();
  const createPath = useCreatePath();
  const translate = useTranslate();
  if (isGone) {
    return (
      <Alert
        severity="warning"
        sx={{ m: 2 }}
        action={
          <Button
            color="inherit"
            size="small"
            component={Link}
            to={createPath({ resource: resource ?? "", type: "list" })}
          >
            Show the list
          </Button>
        }
      >
        {translate("ra.notification.item_doesnt_exist")}
      </Alert>
    );
  }
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
      {error instanceof Error ? error.message : "The record could not be read."}
    </Alert>
  );
};
