import { Stack } from "@mui/material";
import { AutocompleteInput, email, required, TextInput } from "react-admin";
import { RequiredCurrencyInput } from "../money/CurrencyInput.tsx";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";
import { countryChoices } from "./countries.ts";

const row = {
  direction: { xs: "column", sm: "row" },
  spacing: { xs: 0, sm: 2 },
  sx: { width: 1 },
} as const;
const isEmail = email();

/** The form of a customer, the same for a new and an existing one. */
export const CustomerInputs = () => (
  <>
    <UnsavedEdit />
    <TextInput source="name" validate={required()} />
    <Stack {...row}>
      <TextInput source="email" type="email" validate={isEmail} />
      <TextInput source="phone" type="tel" />
      <TextInput source="taxId" label="Tax number" />
    </Stack>
    <TextInput source="street" />
    <Stack {...row}>
      <TextInput source="postalCode" label="Postal code" sx={{ maxWidth: { sm: 160 } }} />
      <TextInput source="city" />
      <AutocompleteInput source="country" choices={countryChoices} validate={required()} />
    </Stack>
    <RequiredCurrencyInput sx={{ maxWidth: { sm: 320 } }} />
    <TextInput source="notes" multiline minRows={2} />
  </>
);
