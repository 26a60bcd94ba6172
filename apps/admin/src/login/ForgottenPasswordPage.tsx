import type { SubmitEvent } from "react";
import { FormFailure } from "./FormFailure.tsx";
import { formText } from "./form-text.ts";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { TextInput } from "./TextInput.tsx";
import { useForm } from "./use-form.ts";

/** Asks for a link to a new password by mail, where mail is set up. Nobody learns here whether there is an account. */
export function ForgottenPasswordPage() {
  const { state, failure, send } = useForm("/api/password-reset");

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ email: formText(new FormData(event.currentTarget), "email") });
  };

  return (
    <PublicPage title={state === "done" ? "Check your mail" : "Forgot your password?"}>
      {state === "done" ? (
        <output className="gh-message">
          If there is an account with this address, a message is on its way. Its link works once, and for one
          hour.
        </output>
      ) : (
        <form onSubmit={submit}>
          <p className="gh-intro">We mail you a link to choose a new one.</p>
          <TextInput
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            required
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that is asked for
            autoFocus
          />
          <FormFailure failure={failure} />
          <button className="gh-button" type="submit" disabled={state === "busy"}>
            Send link
          </button>
        </form>
      )}
      <p className="gh-aside">
        <PublicLink to="/login">Back to sign in</PublicLink>
      </p>
    </PublicPage>
  );
}
