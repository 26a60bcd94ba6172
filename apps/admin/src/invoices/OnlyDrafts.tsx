import type { Invoice } from "@gatehouse/shared/invoices";
import { Alert, Button } from "@mui/material";
import type { ReactNode } from "react";
import { useCanAccess, useCreatePath, useRecordContext } from "react-admin";
import { Link } from "react-router";
import { statusLabels } from "./status-labels.ts";

/** The form, or why this invoice can't be changed by this person any more. */
export const OnlyDrafts = ({ children }: { children: ReactNode }) => {
  const invoice = useRecordContext<Invoice>();
  const createPath = useCreatePath();
  const { canAccess, isPending } = useCanAccess({
    resource: "invoices",
    action: "edit",
    ...(invoice && { record: invoice }),
  });
  if (!invoice || isPending) return null;
  if (canAccess) return children;
  const showPath = createPath({ resource: "invoices", type: "show", id: invoice.id });
  return (
    <Alert
      severity="info"
      sx={{ m: 2 }}
      action={
        <Button component={Link} to={showPath} color="inherit">
          Show it
        </Button>
      }
    >
      {invoice.status === "draft"
        ? "Only the person who wrote this draft can change it."
        : `This invoice is ${statusLabels[invoice.status].toLowerCase()}. Only drafts can be changed.`}
    </Alert>
  );
};
