import { Link } from "@mui/material";
import type { ReactNode } from "react";
import { useCreatePath, useRecordContext, useResourceContext } from "react-admin";
import { Link as RouterLink } from "react-router";

/** Leads to the record's page: a row can be clicked, but only a link can be reached by keyboard. */
export const RecordLink = ({ children }: { children: ReactNode }) => {
  const id = useRecordContext()?.id;
  const resource = useResourceContext() ?? "";
  const createPath = useCreatePath();
  if (id === undefined) return null;
  return (
    <Link
      component={RouterLink}
      to={createPath({ resource, id, type: "show" })}
      onClick={(event) => event.stopPropagation()}
      color="inherit"
      underline="hover"
    >
      {children}
    </Link>
  );
};
