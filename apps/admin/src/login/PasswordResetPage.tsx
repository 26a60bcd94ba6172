import type { SignInOptions } from "@gatehouse/shared/session-api";
import { type SubmitEvent, useState } from "react";
import { confirmPasswordReset } from "./confirm-password-reset.ts";
import { FormFailure } from "./FormFailure.tsx";
import { formText } from "./form-text.ts";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { useLinkCode } from "./use-link-code.ts";

/** A new password by the link that an administrator gave; it ends every session of the account. */
export function PasswordResetPage({ options }: { options: SignInOptions | undefined }) {
  const [state, setState] = useState<"open" | "busy" | "done">("open");
  const [failure, setFailure] = useState<string>();
  const code = useLinkCode();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = formText(new FormData(event.currentTarget), "password");
    setState("busy");
    const refusal = await confirmPasswordReset(code, password);
    setFailure(refusal);
    setState(refusal === undefined ? "done" : "open");
  };

  if (state === "done") {
    return (
      <PublicPage title="Password changed">
        <output className="gh-message">Your password is changed, and you are signed out everywhere.</output>
        <p className="gh-aside">
          <PublicLink to="/login">Sign in with the new password</PublicLink>
        </p>
      </PublicPage>
    );
  }
  return (
    <PublicPage title="Choose a new password">
      <form onSubmit={(event) => void submit(event)}>
        <NewPasswordInput minLength={options?.passwordMinLength} error={undefined} />
        <FormFailure failure={failure} />
        <button className="gh-button" type="submit" disabled={state === "busy"}>
          Change password
        </button>
      </form>
    </PublicPage>
  );
}
