import { Alert, Button } from "@mui/material";
import { useCreatePath, useResourceContext, useTranslate } from "react-admin";
import { Link } from "react-router";

/** In place of a record that is not there: where to go on. */
export const RecordGone = () => {
  const resource = useResourceContext() ?? "";
  const createPath = useCreatePath();
  const translate = useTranslate();
  const list = createPath({ resource, type: "list" });
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" sx={{ whiteSpace: "nowrap" }} component={Link} to={list}>
          Show the list
        </Button>
      }
    >
      {translate("ra.notification.item_doesnt_exist")}
    </Alert>
  );
};
