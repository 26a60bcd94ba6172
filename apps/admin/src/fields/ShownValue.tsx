import { isEmpty, plainText } from "./plain-text.ts";
import type { KnownRecord, ShownField } from "./shown-field.ts";

interface ShownValueProps {
  field: ShownField;
  value: unknown;
  record: KnownRecord;
}

/** A field's value as people read it, in its own direction. */
export const ShownValue = ({ field, value, record }: ShownValueProps) => (
  <bdi>{(!isEmpty(value) && field.show?.(value, record)) || plainText(value)}</bdi>
);
