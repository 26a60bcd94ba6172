import type { User } from "@gatehouse/shared/users";
import { useState } from "react";
import { Create, email, required, SimpleForm, TextInput, useNotify, useRedirect } from "react-admin";
import { ShownOnceDialog } from "../secrets/ShownOnceDialog.tsx";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";
import { RoleInput } from "./RoleInput.tsx";
import { sendAdvice } from "./send-advice.ts";

type Invited = User & { invitationUrl?: string };

const emailRules = [required(), email()];

/** Invites a person, who then chooses his own password. */
export const UserCreate = () => {
  const [invited, setInvited] = useState<Invited | undefined>();
  const notify = useNotify();
  const redirect = useRedirect();
  const showUser = ({ id }: User) => redirect("show", "users", id);
  const onSuccess = (user: Invited) => {
    if (user.invitationUrl) return setInvited(user);
    notify("The invitation is on its way", { type: "success" });
    showUser(user);
  };
  return (
    <Create title="Invite a user" mutationOptions={{ onSuccess }}>
      <SimpleForm noValidate warnWhenUnsavedChanges>
        <UnsavedEdit />
        <TextInput source="email" type="email" validate={emailRules} />
        <TextInput source="firstName" label="First name" validate={required()} />
        <TextInput source="lastName" label="Last name" validate={required()} />
        <RoleInput />
      </SimpleForm>
      {invited?.invitationUrl && (
        <ShownOnceDialog
          title="The invitation"
          advice={sendAdvice}
          values={{ Link: invited.invitationUrl }}
          close={() => showUser(invited)}
        />
      )}
    </Create>
  );
};
