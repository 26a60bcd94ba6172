import { Create, required, SimpleForm, TextInput, useRedirect } from "react-admin";
import { apiAddress } from "../secrets/api-address.ts";
import { ShownOnceDialog } from "../secrets/ShownOnceDialog.tsx";
import { useCreateWithProof } from "../secrets/use-create-with-proof.tsx";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";
import { RoleInput } from "../users/RoleInput.tsx";

type Credentials = {
  id: string;
  clientId: string;
  clientSecret: string;
};

const getTokenWith = ({ clientId, clientSecret }: Credentials) =>
  `curl -u "${clientId}:${clientSecret}" -d grant_type=client_credentials ${apiAddress("/api/token")}`;

/** Makes an account for a program, and shows its secret once. */
export const ServiceAccountCreate = () => {
  const { save, created, dialog } = useCreateWithProof<Credentials>("service-accounts");
  const redirect = useRedirect();
  return (
    <Create title="New service account">
      <SimpleForm noValidate warnWhenUnsavedChanges onSubmit={save}>
        <UnsavedEdit />
        <TextInput source="name" validate={required()} helperText="The program, such as “Invoice import”" />
        <RoleInput />
      </SimpleForm>
      {dialog}
      {created && (
        <ShownOnceDialog
          title="The service account's credentials"
          advice="Give them to the program. The secret is shown only now."
          values={{
            "Client ID": created.clientId,
            "Client secret": created.clientSecret,
            "Get an access token": getTokenWith(created),
          }}
          close={() => redirect("list", "service-accounts")}
        />
      )}
    </Create>
  );
};
