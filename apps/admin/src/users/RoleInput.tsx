import { required, SelectInput } from "react-admin";
import { useWatch } from "react-hook-form";
import type { Role } from "@gatehouse/shared/roles";
import { roleChoices, roleWords } from "./role-words.ts";

/** Chooses a role and says what it may do. */
export const RoleInput = () => {
  const role = useWatch({ name: "role" }) as Role | null | undefined;
  return (
    <SelectInput
      source="role"
      choices={roleChoices}
      validate={required()}
      helperText={role ? roleWords[role].description : false}
    />
  );
};
