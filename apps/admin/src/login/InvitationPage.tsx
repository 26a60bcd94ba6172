import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { SubmitEvent } from "react";
import { FormFailure } from "./FormFailure.tsx";
import { formText } from "./form-text.ts";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { useLinkCode } from "./use-link-code.ts";
import { useSignIn } from "./use-sign-in.ts";

/** An invited person chooses a password and is signed in. */
export function InvitationPage({ options }: { options: SignInOptions | undefined }) {
  const { signIn, isBusy, failure, errorOf } = useSignIn();
  const code = useLinkCode();

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = formText(new FormData(event.currentTarget), "password");
    void signIn({ path: "/api/invitations/accept", body: { code, password } });
  };

  return (
    <PublicPage title="Welcome to Gatehouse">
      <p className="gh-aside">You have been invited. Choose a password, and you are in.</p>
      <form onSubmit={submit}>
        <NewPasswordInput minLength={options?.passwordMinLength} error={errorOf("password")} />
        <FormFailure failure={failure} />
        <button className="gh-button" type="submit" disabled={isBusy}>
          Accept invitation
        </button>
      </form>
    </PublicPage>
  );
}
