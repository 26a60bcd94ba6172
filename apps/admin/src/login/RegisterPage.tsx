import type { SignInOptions } from "@gatehouse/shared/session-api";
import { NewAccountForm } from "./NewAccountForm.tsx";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PasswordInput } from "./PasswordInput.tsx";
import { PersonInputs } from "./PersonInputs.tsx";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";

/** A new account, where registration is open; it is signed in at once. */
export function RegisterPage({ options }: { options: SignInOptions }) {
  return (
    <PublicPage title="Create an account">
      <NewAccountForm path="/api/register" action="Create account">
        {(errorOf) => (
          <>
            <PersonInputs errorOf={errorOf} />
            <NewPasswordInput minLength={options.passwordMinLength} error={errorOf("password")} />
            <PasswordInput
              label="Password again"
              name="passwordConfirm"
              autoComplete="new-password"
              required
              error={errorOf("passwordConfirm")}
            />
          </>
        )}
      </NewAccountForm>
      <p className="gh-aside">
        Have an account already? <PublicLink to="/login">Sign in</PublicLink>
      </p>
    </PublicPage>
  );
}
