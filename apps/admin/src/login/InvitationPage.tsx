import type { CodePageProps } from "./code-page.ts";
import { IncompleteLink } from "./IncompleteLink.tsx";
import { NewAccountForm } from "./NewAccountForm.tsx";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PublicPage } from "./PublicPage.tsx";

const title = "Welcome to Gatehouse";

/** An invited person chooses a password and is signed in. */
export function InvitationPage({ code, options }: CodePageProps) {
  if (code === "")
    return (
      <IncompleteLink title={title} advice="Open the link of your invitation again, or ask for a new one." />
    );
  return (
    <PublicPage title={title}>
      <p className="gh-intro">You have been invited. Choose a password, and you are in.</p>
      <NewAccountForm path="/api/invitations/accept" code={code} action="Accept invitation">
        {(errorOf) => <NewPasswordInput minLength={options?.passwordMinLength} error={errorOf("password")} />}
      </NewAccountForm>
    </PublicPage>
  );
}
