import { useResourceDefinitions, useTranslateLabel } from "react-admin";
import type { ShownField } from "./shown-field.ts";

/** Finds a field of a resource by its name: as the resource's `options.fields` have it, else with a label made of the name. */
export function useShownFields(resource: string | null): (source: string) => ShownField {
  const definitions = useResourceDefinitions<{ fields?: readonly ShownField[] }>();
  const translateLabel = useTranslateLabel();
  const fields = definitions[resource ?? ""]?.options?.fields;
  const labelOf = (source: string) => {
    const label = translateLabel({ source, resource: resource ?? "" });
    return typeof label === "string" ? label : source;
  };
  return (source) => fields?.find((field) => field.source === source) ?? { source, label: labelOf(source) };
}
