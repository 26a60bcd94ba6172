import type { ReactNode } from "react";

/** A field that a person edits, and how its value is shown beside the other version; as plain text by default. */
export interface ConflictField {
  source: string;
  label: string;
  /** Drawn in a record context of its version. */
  show?: ReactNode;
}
