import type { ShownField } from "../fields/shown-field.ts";
import { countryName } from "./countries.ts";

/** What a person edits on a customer. */
export const customerFields: readonly ShownField[] = [
  { source: "name", label: "Name" },
  { source: "email", label: "Email" },
  { source: "phone", label: "Phone" },
  { source: "taxId", label: "Tax number" },
  { source: "street", label: "Street" },
  { source: "postalCode", label: "Postal code" },
  { source: "city", label: "City" },
  { source: "country", label: "Country", show: (code) => countryName(code as string) },
  { source: "currency", label: "Currency" },
  { source: "notes", label: "Notes" },
];
