import { type Static, Type, type TProperties, type TSchema } from "typebox";

/** What patterns mean, for whoever is told that a text does not match one. */
export const patterns = {
  id: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  filled: "\\S",
  // No leap second, which no clock here shows, and nothing beyond the year 9999 by its zone.
  timestamp:
    "^(?!0000|9999.*-\\d\\d:\\d\\d$)\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$",
} as const;

/** A UUIDv7 in its canonical lower-case form. */
export const Id = Type.String({
  description: "A UUIDv7.",
  pattern: patterns.id,
  examples: ["0199b1a4-7c00-7000-8000-000000000001"],
});

/** An instant, ISO 8601 in UTC with milliseconds. */
export const Timestamp = Type.String({
  format: "date-time",
  pattern: patterns.timestamp,
  examples: ["2026-01-31T09:30:00.000Z"],
});

/** A calendar day, YYYY-MM-DD. */
export const CalendarDate = Type.String({ format: "date", examples: ["2026-01-31"] });

export const Email = Type.String({ format: "email", maxLength: 254, examples: ["clerk@gatehouse.test"] });

/** Text a person typed: bounded, and not blank when `minLength` is 1. */
export const Text = (maxLength: number, minLength = 0) =>
  Type.String({ maxLength, minLength, ...(minLength > 0 && { pattern: patterns.filled }) });

/**
 * The schema or null. A plain type is listed beside `null`, which is serialised many times faster than a choice of two
 * schemas, as objects need it.
 */
export const Nullable = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T> | null>(
    "type" in schema && schema.type !== "object"
      ? { ...schema, type: [schema.type, "null"] }
      : { anyOf: [schema, Type.Null()] },
  );

/** An object that refuses fields it does not declare. */
export const Strict = <T extends TProperties>(
  properties: T,
  options: { $id?: string; description?: string; examples?: object[] } = {},
) => Type.Object(properties, { ...options, additionalProperties: false });

/** Values of `recordFields`, for the examples of a record. */
export const exampleRecord = {
  id: "0199b1a4-7c00-7000-8000-000000000001",
  version: 1,
  createdAt: "2026-01-31T09:30:00.000Z",
  updatedAt: "2026-01-31T09:30:00.000Z",
};

/** The fields every record carries; all are set by the server. */
export const recordFields = {
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
};
