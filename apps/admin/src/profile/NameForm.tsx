import type { Me, MeUpdate } from "@gatehouse/shared/session-api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Form, required, SaveButton, TextInput, useGetIdentity, useNotify } from "react-admin";
import { callApi } from "../data/call-api.ts";
import { ownAccountQuery } from "../data/own-account.ts";
import { readProblem } from "../data/read-problem.ts";
import { UnsavedEdit } from "../session/UnsavedEdit.tsx";

/** Changes one's own name; the role is an administrator's to change. */
export const NameForm = ({ me }: { me: Me }) => {
  const notify = useNotify();
  const client = useQueryClient();
  const { refetch: refetchIdentity } = useGetIdentity();
  const { mutateAsync } = useMutation({
    mutationFn: (name: MeUpdate) => callApi<Me>("/api/me", { method: "PATCH", body: name }),
    onSuccess: async (changed) => {
      client.setQueryData(ownAccountQuery.queryKey, changed);
      await refetchIdentity?.();
      notify("Your name has been changed", { type: "success" });
    },
    onError: (error) => notify(error.message, { type: "error" }),
  });
  const save = async ({ firstName, lastName }: Partial<Me>) => {
    try {
      await mutateAsync({ ...(firstName && { firstName }), ...(lastName && { lastName }) });
      return undefined;
    } catch (error) {
      // `onError` has told the person; the form keeps what was typed, and marks the fields that are meant.
      return readProblem(error).errors;
    }
  };
  return (
    <Form noValidate record={me} onSubmit={save}>
      <UnsavedEdit />
      <TextInput source="firstName" label="First name" validate={required()} autoComplete="given-name" />
      <TextInput source="lastName" label="Last name" validate={required()} autoComplete="family-name" />
      <SaveButton sx={{ mt: 1.5 }} />
    </Form>
  );
};
