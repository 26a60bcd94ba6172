import type { Invoice } from "@gatehouse/shared/invoices";
import EventIcon from "@mui/icons-material/Event";
import {
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Button as MuiButton,
} from "@mui/material";
import { type SubmitEvent, useState } from "react";
import { Button, useListContext, useNotify, useRefresh, useUnselectAll, useUpdateMany } from "react-admin";
import { formatDay } from "../dates/dates.ts";

/** Gives all selected drafts one due date. */
export const BulkDueDateButton = () => {
  const { selectedIds } = useListContext<Invoice>();
  const invoices = selectedIds.length === 1 ? "1 invoice" : `${selectedIds.length} invoices`;
  const [isOpen, setIsOpen] = useState(false);
  const [dueDate, setDueDate] = useState("");
  const notify = useNotify();
  const refresh = useRefresh();
  const unselectAll = useUnselectAll("invoices");
  const [updateMany, { isPending }] = useUpdateMany("invoices", undefined, {
    mutationMode: "pessimistic",
    onSuccess: () => {
      setIsOpen(false);
      unselectAll();
      refresh();
      notify(`${invoices} due on ${formatDay(dueDate)}`, { type: "success" });
    },
    onError: (error: Error) => notify(error.message, { type: "error" }),
  });
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    void updateMany("invoices", { ids: selectedIds, data: { dueDate } });
  };
  return (
    <>
      <Button label="Set due date" onClick={() => setIsOpen(true)}>
        <EventIcon />
      </Button>
      <Dialog open={isOpen} onClose={() => setIsOpen(false)} fullWidth maxWidth="xs">
        <form onSubmit={apply}>
          <DialogTitle>Due date of {invoices}</DialogTitle>
          <DialogContent>
            <TextField
              label="Due date"
              type="date"
              required
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of a dialog that was just asked for
              autoFocus
              value={dueDate}
              onChange={(event) => setDueDate(event.target.value)}
              slotProps={{ inputLabel: { shrink: true } }}
            />
          </DialogContent>
          <DialogActions>
            <MuiButton onClick={() => setIsOpen(false)}>Cancel</MuiButton>
            <MuiButton type="submit" variant="contained" disabled={isPending}>
              Set due date
            </MuiButton>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
};
