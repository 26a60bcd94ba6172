import type { SignInOptions } from "@gatehouse/shared/session-api";
import { NewAccountForm } from "./NewAccountForm.tsx";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PersonInputs } from "./PersonInputs.tsx";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { useLinkCode } from "./use-link-code.ts";

/** The first administrator, by the link that the server's log shows while there is no user. */
export function SetupPage({ options }: { options: SignInOptions | undefined }) {
  return (
    <PublicPage title="Set up Gatehouse">
      <p className="gh-intro">This makes the first administrator, who can invite everyone else.</p>
      <NewAccountForm path="/api/setup" code={useLinkCode()} action="Create administrator">
        {(errorOf) => (
          <>
            <PersonInputs errorOf={errorOf} />
            <NewPasswordInput minLength={options?.passwordMinLength} error={errorOf("password")} />
          </>
        )}
      </NewAccountForm>
      <p className="gh-aside">
        Set up already? <PublicLink to="/login">Sign in</PublicLink>
      </p>
    </PublicPage>
  );
}
