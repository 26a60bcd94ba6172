import { Edit, email, required, SimpleForm, TextInput } from "react-admin";
import { ConflictDialog } from "../conflicts/ConflictDialog.tsx";
import { useConflict } from "../conflicts/use-conflict.ts";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";
import { RoleInput } from "./RoleInput.tsx";
import { editedUserFields } from "./user-fields.ts";

const emailRules = [required(), email()];

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
        <ConflictDialog current={current} close={close} fields={editedUserFields} />
      </SimpleForm>
    </Edit>
  );
};
