import type { CodePageProps } from "./code-page.ts";
import { IncompleteLink } from "./IncompleteLink.tsx";
import { NewAccountForm } from "./NewAccountForm.tsx";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PersonInputs } from "./PersonInputs.tsx";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";

const title = "Set up Gatehouse";

/** The first administrator, by the link that the server's log shows while there is no user. */
export function SetupPage({ code, options }: CodePageProps) {
  if (code === "")
    return (
      <IncompleteLink
        title={title}
        advice="The server's log shows the whole link at each start until it is used."
      />
    );
  return (
    <PublicPage title={title}>
      <p className="gh-intro">This makes the first administrator, who can invite everyone else.</p>
      <NewAccountForm path="/api/setup" code={code} action="Create administrator">
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
