import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { ShownField } from "../fields/shown-field.ts";
import { revokeReasonWords } from "./session-words.ts";

/** What the history tells of a session. */
export const sessionFields: readonly ShownField[] = [
  {
    source: "revokeReason",
    label: "State",
    show: (reason) => revokeReasonWords[reason as RevokeReason],
  },
];
