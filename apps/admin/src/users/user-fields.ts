import type { Role } from "@gatehouse/shared/roles";
import type { ShownField } from "../fields/shown-field.ts";
import { roleWords } from "./role-words.ts";

/** What an administrator edits on a user. */
export const editedUserFields: readonly ShownField[] = [
  { source: "email", label: "Email" },
  { source: "firstName", label: "First name" },
  { source: "lastName", label: "Last name" },
  { source: "role", label: "Role", show: (role) => roleWords[role as Role].label },
];

/** What a user's history tells of. */
export const userFields: readonly ShownField[] = [
  ...editedUserFields,
  { source: "disabledAt", label: "Disabled" },
];
