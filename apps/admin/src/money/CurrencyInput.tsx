import { currencies } from "@gatehouse/shared/currencies";
import { AutocompleteInput, type AutocompleteInputProps } from "react-admin";

const names = new Intl.DisplayNames(undefined, { type: "currency" });

const choices = currencies.map((code) => ({ id: code, name: `${code} – ${names.of(code)}` }));

export const CurrencyInput = (props: AutocompleteInputProps) => (
  <AutocompleteInput source="currency" {...props} choices={choices} />
);
