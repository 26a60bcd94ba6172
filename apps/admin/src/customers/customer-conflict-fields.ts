import type { ConflictField } from "../conflicts/conflict-field.ts";

/** What a person edits on a customer, as a conflict shows it. */
export const customerConflictFields: readonly ConflictField[] = [
  { source: "name", label: "Name" },
  { source: "email", label: "Email" },
  { source: "phone", label: "Phone" },
  { source: "taxId", label: "Tax number" },
  { source: "street", label: "Street" },
  { source: "postalCode", label: "Postal code" },
  { source: "city", label: "City" },
  { source: "country", label: "Country" },
  { source: "currency", label: "Currency" },
  { source: "notes", label: "Notes" },
];
