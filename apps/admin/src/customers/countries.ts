import { countries } from "@gatehouse/shared/countries";

const names = new Intl.DisplayNames(undefined, { type: "region" });

/** The country's name in the browser's language. */
export const countryName = (code: string) => names.of(code) ?? code;

/** Every ISO 3166-1 alpha-2 code with its name, in the order of the names. */
export const countryChoices = countries
  .map((id) => ({ id, name: countryName(id) }))
  .toSorted((a, b) => a.name.localeCompare(b.name));
