import type { ReactNode } from "react";

export type KnownRecord = Readonly<Record<string, unknown>>;

/** A field as people read it: in a conflict beside the other version, in the history before and after. */
export interface ShownField {
  source: string;
  label: string;
  /** The value in words, where its plain text is none; `record` is what is known of the record that had it. */
  show?: (value: unknown, record: KnownRecord) => ReactNode;
}
