import type { Currency } from "@gatehouse/shared/currencies";
import { Box } from "@mui/material";
import {
  ArrayInput,
  maxValue,
  minValue,
  NumberInput,
  required,
  SimpleFormIterator,
  TextInput,
} from "react-admin";
import { useWatch } from "react-hook-form";
import { MoneyInput } from "../money/MoneyInput.tsx";
import { AddLineButton } from "./AddLineButton.tsx";
import { LineAmount } from "./LineAmount.tsx";

const quantityRules = [required(), minValue(0.001), maxValue(1_000_000)];
const taxRules = [required(), minValue(0), maxValue(100)];
const descriptionRules = required();
const priceRules = required();

const grid = {
  display: "grid",
  width: 1,
  columnGap: 1.5,
  gridTemplateColumns: { xs: "1fr 1fr", md: "minmax(0, 1fr) 110px 150px 100px 130px" },
  "& .ra-input-description": { gridColumn: { xs: "1 / -1", md: "auto" } },
  alignItems: "start",
};

/** The lines of the form, each with its amount as one types. */
export const LinesInput = () => {
  const currency = useWatch({ name: "currency" }) as Currency | undefined;
  return (
    <ArrayInput source="lines" sx={{ mt: 1 }}>
      <SimpleFormIterator addButton={<AddLineButton />} disableClear disableReordering>
        <Box sx={grid}>
          <TextInput
            source="description"
            validate={descriptionRules}

            className="ra-input-description"
          />
          <NumberInput source="quantity" validate={quantityRules} />
          <MoneyInput source="unitPrice" label="Unit price" currency={currency} validate={priceRules} />
          <NumberInput source="taxRate" label="Tax %" validate={taxRules} />
          <LineAmount />
        </Box>
      </SimpleFormIterator>
    </ArrayInput>
  );
};
