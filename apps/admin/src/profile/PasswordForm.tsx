import { useMutation } from "@tanstack/react-query";
import { Typography } from "@mui/material";
import { useState } from "react";
import { Form, PasswordInput, required, SaveButton, useNotify } from "react-admin";
import { useWatch } from "react-hook-form";
import { callApi } from "../data/call-api.ts";
import { readProblem } from "../data/read-problem.ts";
import { passwordHint } from "../login/password-hint.ts";
import { useSignInOptions } from "../login/sign-in-options.ts";
import { ProofRefusedError, useProof } from "../second-factor/use-proof.tsx";
import { PasswordStrength } from "../password-strength/PasswordStrength.tsx";

interface PasswordValues {
  currentPassword?: string;
  newPassword?: string;
}

/** Changes one's own password, which ends all other sessions. */
export const PasswordForm = ({ email }: { email: string | undefined }) => {
  const notify = useNotify();
  const passwordMinLength = useSignInOptions()?.passwordMinLength;
  const { withProof, dialog } = useProof();
  const [changes, setChanges] = useState(0);
  const { mutateAsync } = useMutation({
    mutationFn: (passwords: PasswordValues) =>
      withProof(() => callApi("/api/me/password", { method: "POST", body: passwords })),
    onSuccess: () => {
      notify("Your password has been changed. All other devices are signed out.", { type: "success" });
      setChanges((count) => count + 1);
    },
  });
  const save = async (values: PasswordValues) => {
    try {
      await mutateAsync(values);
      return undefined;
    } catch (error) {
      return error instanceof ProofRefusedError ? undefined : fieldErrors(error);
    }
  };
  return (
    <>
      {/* A new form after each change: no password stays in a field. */}
      <Form key={changes} noValidate onSubmit={save}>
        <Typography color="textSecondary" gutterBottom>
          Changing it signs out all your other devices.
        </Typography>
        {/* Lets a password manager know whose password it is. */}
        <input type="text" autoComplete="username" value={email ?? ""} readOnly hidden />
        <PasswordInput
          source="currentPassword"
          label="Current password"
          validate={required()}
          autoComplete="current-password"
        />
        <PasswordInput
          source="newPassword"
          label="New password"
          validate={required()}
          autoComplete="new-password"
          helperText={passwordHint(passwordMinLength) ?? false}
        />
        <NewPasswordStrength email={email} />
        <SaveButton label="Change password" sx={{ mt: 1.5 }} />
      </Form>
      {dialog}
    </>
  );
};

/** Follows what is typed as the new password. */
const NewPasswordStrength = ({ email }: { email: string | undefined }) => {
  const password: unknown = useWatch({ name: "newPassword" });
  const ownWords = email === undefined ? [] : [email];
  return <PasswordStrength password={typeof password === "string" ? password : ""} ownWords={ownWords} />;
};

/** Tells at which of the two fields the refusal belongs. */
function fieldErrors(error: unknown): Record<string, unknown> {
  const { code, errors } = readProblem(error);
  if (errors) return errors;
  const words = error instanceof Error ? error.message : "The password could not be changed. Try again.";
  return { [code === "wrong_password" ? "currentPassword" : "newPassword"]: words };
}
