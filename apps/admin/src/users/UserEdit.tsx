import { Edit, email, required, SimpleForm, TextInput } from "react-admin";
import { ConflictDialog } from "../conflicts/ConflictDialog.tsx";
import type { ConflictField } from "../conflicts/conflict-field.ts";
import { useConflict } from "../conflicts/use-conflict.ts";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";
import { RoleInput } from "./RoleInput.tsx";

const emailRules = [required(), email()];

const conflictFields: readonly ConflictField[] = [
  { source: "email", label: "Email" },
  { source: "firstName", label: "First name" },
  { source: "lastName", label: "Last name" },
  { source: "role", label: "Role" },
];

export const UserEdit = () => {
  const { current, onError, close } = useConflict();
  return (
    <Edit mutationMode="pessimistic" redirect="show" mutationOptions={{ onError }}>
      <SimpleForm noValidate warnWhenUnsavedChanges>
        <UnsavedEdit />
        <TextInput source="email" type="email" validate={emailRules} />
        <TextInput source="firstName" label="First name" validate={required()} />
        <TextInput source="lastName" label="Last name" validate={required()} />
        <RoleInput />
        <ConflictDialog current={current} close={close} fields={conflictFields} />
      </SimpleForm>
    </Edit>
  );
};
