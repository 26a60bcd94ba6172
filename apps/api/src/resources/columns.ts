import type { TObject, TSchema } from "typebox";

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
      const { inner, isNullable } = unwrapNullable(property);
      return [field, { field, name: names[field] ?? toSnakeCase(field), kind: kindOf(inner), isNullable }];
    }),
  );
}

const toSnakeCase = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

interface SchemaFacts {
  type?: string;
  format?: string;
  anyOf?: TSchema[];
}

function unwrapNullable(property: TSchema): { inner: SchemaFacts; isNullable: boolean } {
  const { anyOf } = property as SchemaFacts;
  const isNull = (part: TSchema) => (part as SchemaFacts).type === "null";
  const inner = anyOf?.find((part) => !isNull(part)) ?? property;
  return { inner, isNullable: anyOf?.some(isNull) ?? false };
}

function kindOf({ type, format }: SchemaFacts): ColumnKind {
  if (format === "date-time") return "instant";
  if (format === "date") return "day";
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean") return "boolean";
  if (type === "array" || type === "object") return "json";
  return "text";
}
