import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from "@mui/material";
import { useState } from "react";
import { type RaRecord, useRecordContext, useRefresh, useSaveContext } from "react-admin";
import { useFormContext } from "react-hook-form";
import type { ShownField } from "../fields/shown-field.ts";
import { useIsSmall } from "../lists/use-is-small.ts";
import { ConflictingField } from "./ConflictingField.tsx";
import { differingFields, mergeRecords, proposeSide, type Side } from "./merge.ts";

interface ConflictDialogProps {
  /** The stored record; the dialog is open while there is one. */
  current: RaRecord | undefined;
  close: () => void;
  fields: readonly ShownField[];
}

/** Theirs beside mine, field by field. Stands inside the form, which keeps what was typed until one decides. */
export const ConflictDialog = ({ current, close, fields }: ConflictDialogProps) => (
  <Dialog open={current !== undefined} onClose={close} fullWidth maxWidth="md" fullScreen={useIsSmall()}>
    {current && <Choices current={current} close={close} fields={fields} />}
  </Dialog>
);

const Choices = ({ current, close, fields }: ConflictDialogProps & { current: RaRecord }) => {
  const base = useRecordContext();
  const mine = useFormContext().getValues();
  const { save } = useSaveContext();
  const refresh = useRefresh();
  const differing = differingFields(
    fields.map(({ source }) => source),
    mine,
    current,
  );
  const [sides, setSides] = useState<Record<string, Side>>(() =>
    Object.fromEntries(differing.map((source) => [source, proposeSide(source, base, mine)])),
  );
  const discard = () => {
    close();
    refresh();
  };
  const saveChosen = () => {
    close();
    void save?.(mergeRecords(mine, current, sides));
  };
  return (
    <>
      <DialogTitle>Someone else has changed this in the meantime</DialogTitle>
      <DialogContent>
        <DialogContentText>
          Nothing is lost: choose for each field which version stays.
          {differing.length === 0 && " What you typed is the same as what is stored."}
        </DialogContentText>
        {fields
          .filter(({ source }) => differing.includes(source))
          .map((field) => (
            <ConflictingField
              key={field.source}
              field={field}
              mine={mine}
              theirs={current}
              side={sides[field.source] ?? "mine"}
              choose={(side) => setSides({ ...sides, [field.source]: side })}
            />
          ))}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>Back to the form</Button>
        <Button onClick={discard} color="error">
          Discard mine
        </Button>
        <Button onClick={saveChosen} variant="contained">
          Save the choice
        </Button>
      </DialogActions>
    </>
  );
};
