import type { ApiKey } from "@gatehouse/shared/api-keys";
import type { FieldValues } from "react-hook-form";
import { Create, required, SelectInput, SimpleForm, TextInput, useRedirect } from "react-admin";
import { apiAddress } from "../secrets/api-address.ts";
import { ShownOnceDialog } from "../secrets/ShownOnceDialog.tsx";
import { useCreateWithProof } from "../secrets/use-create-with-proof.tsx";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";
import { expiryAfter, lifetimeChoices } from "./lifetimes.ts";
import { scopeChoices } from "./scope-words.ts";

interface NewApiKey {
  name: string;
  scope: ApiKey["scope"];
  days: number;
}

type CreatedApiKey = { id: string; token: string };

const defaults = { scope: "read", days: 90 };

const withExpiry = ({ name, scope, days }: NewApiKey) => ({
  name,
  scope,
  expiresAt: expiryAfter(days, Date.now()),
});

const tryItWith = (token: string) => `curl -H "Authorization: Bearer ${token}" ${apiAddress("/api/me")}`;

/** Makes a token that acts for oneself, and shows it once. */
export const ApiKeyCreate = () => {
  const { save, created, dialog } = useCreateWithProof<CreatedApiKey>("api-keys");
  const redirect = useRedirect();
  return (
    <Create title="New access token">
      <SimpleForm
        warnWhenUnsavedChanges
        noValidate
        defaultValues={defaults}
        onSubmit={(values: FieldValues) => save(withExpiry(values as NewApiKey))}
      >
        <UnsavedEdit />
        <TextInput
          source="name"
          validate={required()}
          helperText="What will use it, such as “Nightly export”"
        />
        <SelectInput source="scope" label="May be used for" choices={scopeChoices} validate={required()} />
        <SelectInput source="days" label="Valid for" choices={lifetimeChoices} validate={required()} />
      </SimpleForm>
      {dialog}
      {created && (
        <ShownOnceDialog
          title="The access token"
          advice="Keep it where you keep passwords. It is shown only now."
          values={{ Token: created.token, "Try it": tryItWith(created.token) }}
          close={() => redirect("list", "api-keys")}
        />
      )}
    </Create>
  );
};
