import type { ApiKey } from "@gatehouse/shared/api-keys";
import { useState } from "react";
import { Create, required, SelectInput, SimpleForm, TextInput, useRedirect } from "react-admin";
import { apiAddress } from "../secrets/api-address.ts";
import { ShownOnceDialog } from "../secrets/ShownOnceDialog.tsx";
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
  const [token, setToken] = useState<string | undefined>();
  const redirect = useRedirect();
  const onSuccess = (created: CreatedApiKey) => setToken(created.token);
  return (
    <Create<CreatedApiKey> title="New access token" transform={withExpiry} mutationOptions={{ onSuccess }}>
      <SimpleForm noValidate defaultValues={defaults}>
        <UnsavedEdit />
        <TextInput
          source="name"
          validate={required()}
          helperText="What will use it, such as “Nightly export”"
        />
        <SelectInput source="scope" label="May be used for" choices={scopeChoices} validate={required()} />
        <SelectInput source="days" label="Valid for" choices={lifetimeChoices} validate={required()} />
      </SimpleForm>
      {token !== undefined && (
        <ShownOnceDialog
          title="The access token"
          advice="Keep it where you keep passwords. It is shown only now."
          values={{ Token: token, "Try it": tryItWith(token) }}
          close={() => redirect("list", "api-keys")}
        />
      )}
    </Create>
  );
};
