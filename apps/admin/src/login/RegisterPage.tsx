import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { SubmitEvent } from "react";
import { FormFailure } from "./FormFailure.tsx";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PasswordInput } from "./PasswordInput.tsx";
import { PersonInputs } from "./PersonInputs.tsx";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { useSignIn } from "./use-sign-in.ts";

/** A new account, where registration is open; it is signed in at once. */
export function RegisterPage({ options }: { options: SignInOptions }) {
  const { signIn, isBusy, failure, errorOf } = useSignIn();

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    void signIn({ path: "/api/register", body: fields });
  };

  return (
    <PublicPage title="Create an account">
      <form onSubmit={submit}>
        <PersonInputs errorOf={errorOf} />
        <NewPasswordInput minLength={options.passwordMinLength} error={errorOf("password")} />
        <PasswordInput
          label="Password again"
          name="passwordConfirm"
          autoComplete="new-password"
          required
          error={errorOf("passwordConfirm")}
        />
        <FormFailure failure={failure} />
        <button className="gh-button" type="submit" disabled={isBusy}>
          Create account
        </button>
      </form>
      <p className="gh-aside">
        Have an account already? <PublicLink to="/login">Sign in</PublicLink>
      </p>
    </PublicPage>
  );
}
