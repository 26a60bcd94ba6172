import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { SubmitEvent } from "react";
import { FormFailure } from "./FormFailure.tsx";
import { NewPasswordInput } from "./NewPasswordInput.tsx";
import { PersonInputs } from "./PersonInputs.tsx";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { useLinkCode } from "./use-link-code.ts";
import { useSignIn } from "./use-sign-in.ts";

/** The first administrator, by the link that the server's log shows while there is no user. */
export function SetupPage({ options }: { options: SignInOptions | undefined }) {
  const { signIn, isBusy, failure, errorOf } = useSignIn();
  const code = useLinkCode();

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    void signIn({ path: "/api/setup", body: { code, ...fields } });
  };

  return (
    <PublicPage title="Set up Gatehouse">
      <p className="gh-aside">This makes the first administrator, who can invite everyone else.</p>
      <form onSubmit={submit}>
        <PersonInputs errorOf={errorOf} />
        <NewPasswordInput minLength={options?.passwordMinLength} error={errorOf("password")} />
        <FormFailure failure={failure} />
        <button className="gh-button" type="submit" disabled={isBusy}>
          Create administrator
        </button>
      </form>
      <p className="gh-aside">
        Set up already? <PublicLink to="/login">Sign in</PublicLink>
      </p>
    </PublicPage>
  );
}
