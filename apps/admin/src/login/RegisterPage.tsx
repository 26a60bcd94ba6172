import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { SubmitEvent } from "react";
import { PasswordInput } from "./PasswordInput.tsx";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { TextInput } from "./TextInput.tsx";
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
        <div className="gh-columns">
          <TextInput
            label="First name"
            name="firstName"
            autoComplete="given-name"
            required
            error={errorOf("firstName")}
          />
          <TextInput
            label="Last name"
            name="lastName"
            autoComplete="family-name"
            required
            error={errorOf("lastName")}
          />
        </div>
        <TextInput
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          required
          error={errorOf("email")}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="new-password"
          required
          minLength={options.passwordMinLength}
          hint={`At least ${options.passwordMinLength} characters. A few words make a good one.`}
          error={errorOf("password")}
        />
        <PasswordInput
          label="Password again"
          name="passwordConfirm"
          autoComplete="new-password"
          required
          error={errorOf("passwordConfirm")}
        />
        {failure !== undefined && (
          <p className="gh-message gh-message-error" role="alert">
            {failure}
          </p>
        )}
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
