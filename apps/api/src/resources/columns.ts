import type { TObject } from "typebox";

/** How a field is stored: instants as milliseconds, `json` as text, booleans as 0 or 1, the others as they are. */
export type ColumnKind = "text" | "day" | "instant" | "number" | "boolean" | "json";

export interface Column {
  readonly field: string;
  readonly name: string;
  readonly kind: ColumnKind;
  readonly isNullable: boolean;
}

/** The columns of a record schema, by field, in the schema's order. */
export function describeColumns(
  schema: TObject,
  computed: readonly string[],
  names: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, Column> {
  const stored = Object.entries(schema.properties).filter(([field]) => !computed.includes(field));
  return new Map(
    stored.map(([field, property]) => {
      const facts = factsOf(property);
      const isNullable = facts.types.includes("null");
      return [field, { field, name: names[field] ?? toSnakeCase(field), kind: kindOf(facts), isNullable }];
    }),
  );
}

const toSnakeCase = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

interface SchemaFacts {
  type?: string | string[];
  format?: string;
  anyOf?: SchemaFacts[];
}

/** The types that a value may have, and its format, whichever way the schema says that it may be null. */
function factsOf({ type = [], format, anyOf = [] }: SchemaFacts): {
  types: string[];
  format: string | undefined;
} {
  const choices = anyOf.map(factsOf);
  return {
    types: [type, ...choices.map(({ types }) => types)].flat(),
    format: format ?? choices.find((choice) => choice.format !== undefined)?.format,
  };
}

function kindOf({ types, format }: ReturnType<typeof factsOf>): ColumnKind {
  if (format === "date-time") return "instant";
  if (format === "date") return "day";
  if (types.includes("integer") || types.includes("number")) return "number";
  if (types.includes("boolean")) return "boolean";
  if (types.includes("array") || types.includes("object")) return "json";
  return "text";
}
