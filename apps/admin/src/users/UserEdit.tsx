import type { User } from "@gatehouse/shared/users";
import { Edit, email, required, SimpleForm, TextInput, useGetIdentity, useRecordContext } from "react-admin";
import { ConflictDialog } from "../conflicts/ConflictDialog.tsx";
import { useConflict } from "../conflicts/use-conflict.ts";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";
import { RoleInput } from "./RoleInput.tsx";
import { editedUserFields } from "./user-fields.ts";

const emailRules = [required(), email()];

/** One's own is in the profile, where the password is asked for. */
const EmailInput = () => {
  const user = useRecordContext<User>();
  const { identity } = useGetIdentity();
  const isOwn = user !== undefined && user.id === identity?.id;
  return (
    <TextInput
      source="email"
      type="email"
      validate={emailRules}
      readOnly={isOwn}
      helperText={isOwn && "You change your own email in your profile."}
    />
  );
};

export const UserEdit = () => {
  const { current, onError, close } = useConflict();
  return (
    <Edit mutationMode="pessimistic" redirect="show" mutationOptions={{ onError }}>
      <SimpleForm noValidate warnWhenUnsavedChanges>
        <UnsavedEdit />
        <EmailInput />
        <TextInput source="firstName" label="First name" validate={required()} />
        <TextInput source="lastName" label="Last name" validate={required()} />
        <RoleInput />
        <ConflictDialog current={current} close={close} fields={editedUserFields} />
      </SimpleForm>
    </Edit>
  );
};
