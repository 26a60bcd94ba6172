import AddIcon from "@mui/icons-material/Add";
import { Button } from "@mui/material";
import { useSimpleFormIterator } from "react-admin";
import { useFormContext } from "react-hook-form";

/** Adds a line that is taxed like the one before it: that is what the next line most often is. */
export const AddLineButton = () => {
  const { add } = useSimpleFormIterator();
  const { getValues } = useFormContext();
  const addLine = () => {
    const lines = (getValues("lines") ?? []) as { taxRate: number | null }[];
    add({ description: "", quantity: 1, unitPrice: null, taxRate: lines.at(-1)?.taxRate ?? null });
  };
  return (
    <Button size="small" startIcon={<AddIcon />} onClick={addLine}>
      Add a line
    </Button>
  );
};
