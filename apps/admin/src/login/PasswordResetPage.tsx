import type { SubmitEvent } from "react";
import type { CodePageProps } from "./code-page.ts";
import { FormFailure } from "./FormFailure.tsx";
import { formText } from "./form-text.ts";
import { IncompleteLink } from "./IncompleteLink.tsx";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { useForm } from "./use-form.ts";

const title = "Choose a new password";

/** A new password by a link, mailed or handed over by an administrator; it ends every session of the account. */
export function PasswordResetPage({ code, options }: CodePageProps) {
  const { state, failure, send } = useForm("/api/password-reset/confirm");

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ code, password: formText(new FormData(event.currentTarget), "password") });
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
  if (code === "") return <IncompleteLink title={title} advice="Open it again, or ask for a new one." />;
  return (
    <PublicPage title={title}>
      <form onSubmit={submit}>
        <NewPasswordInput minLength={options?.passwordMinLength} error={undefined} />
        <FormFailure failure={failure} />
        <button className="gh-button" type="submit" disabled={state === "busy"}>
          Change password
        </button>
      </form>
      {options?.hasMail && (
        <p className="gh-aside">
          The link is used or too old? <PublicLink to="/forgotten-password">Ask for another</PublicLink>
        </p>
      )}
    </PublicPage>
  );
}
