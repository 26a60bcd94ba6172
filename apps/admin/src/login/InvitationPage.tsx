import type { SignInOptions } from "@gatehouse/shared/session-api";
import { NewAccountForm } from "./NewAccountForm.tsx";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { useLinkCode } from "./use-link-code.ts";

/** An invited person chooses a password and is signed in. */
export function InvitationPage({ options }: { options: SignInOptions | undefined }) {
  return (
    <PublicPage title="Welcome to Gatehouse">
      <p className="gh-intro">You have been invited. Choose a password, and you are in.</p>
      <NewAccountForm path="/api/invitations/accept" code={useLinkCode()} action="Accept invitation">
        {(errorOf) => <NewPasswordInput minLength={options?.passwordMinLength} error={errorOf("password")} />}
      </NewAccountForm>
    </PublicPage>
  );
}
