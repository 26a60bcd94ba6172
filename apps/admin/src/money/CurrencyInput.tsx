import { currencies } from "@gatehouse/shared/currencies";
import { AutocompleteInput, type AutocompleteInputProps, type RaRecord, required } from "react-admin";

const names = new Intl.DisplayNames(undefined, { type: "currency" });

const choices = currencies.map((code) => ({ id: code, name: `${code} – ${names.of(code)}` }));

/** One of the currencies; in a filter, or none. */
export const CurrencyInput = (props: AutocompleteInputProps) => (
  <AutocompleteInput source="currency" {...props} choices={choices} />
);

const rules = required();

/** As `CurrencyInput`, where there has to be one: emptied, it takes the last one back. */
export const RequiredCurrencyInput = (props: AutocompleteInputProps<RaRecord, false, true>) => (
  <AutocompleteInput source="currency" {...props} choices={choices} validate={rules} disableClearable />
);
