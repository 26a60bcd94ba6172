import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { SubmitEvent } from "react";
import { describeSessionEnd } from "../session/session-end-words.ts";
import type { SessionEnd } from "../session/session-state.ts";
import { CodeStep } from "./CodeStep.tsx";
import { DemoAccounts } from "./DemoAccounts.tsx";
import { FormFailure } from "./FormFailure.tsx";
import { formText } from "./form-text.ts";
import { PasskeyButton } from "./PasskeyButton.tsx";
import { PasswordInput } from "./PasswordInput.tsx";
import { PublicLink } from "./PublicLink.tsx";
import { PublicPage } from "./PublicPage.tsx";
import { TextInput } from "./TextInput.tsx";
import { useSignIn } from "./use-sign-in.ts";

interface LoginPageProps {
  end: SessionEnd | undefined;
  options: SignInOptions | undefined;
}

/** Email and password, why the last session ended, and the demo accounts where the demo data is. */
export function LoginPage({ end, options }: LoginPageProps) {
  const { signIn, signInByPasskey, isBusy, failure, challenge, answer, giveUp } = useSignIn();
  const reason = describeSessionEnd(end);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const username = formText(fields, "username");
    const password = formText(fields, "password");
    void signIn({ path: "/api/token", body: { username, password, remember: fields.has("remember") } });
  };

  if (challenge) {
    const { methods } = challenge;
    const usePasskey = () => void signInByPasskey(challenge.request.body["remember"] !== false);
    return (
      <CodeStep
        usePasskey={usePasskey}
        methods={methods}
        isBusy={isBusy}
        failure={failure}
        answer={answer}
        giveUp={giveUp}
      />
    );
  }
  return (
    <PublicPage title="Sign in">
      {reason !== undefined && <output className="gh-message">{reason}</output>}
      <form onSubmit={submit}>
        <TextInput
          label="Email"
          name="username"
          type="email"
          autoComplete="username"
          required
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- signing in is all there is to do here
          autoFocus
        />
        <PasswordInput label="Password" name="password" autoComplete="current-password" required />
        <label className="gh-check">
          <input type="checkbox" name="remember" defaultChecked /> Stay signed in on this device
        </label>
        <FormFailure failure={failure} />
        <button className="gh-button" type="submit" disabled={isBusy}>
          Sign in
        </button>
        <PasskeyButton isBusy={isBusy} signIn={signInByPasskey} />
      </form>
      {options?.hasMail && (
        <p className="gh-aside">
          <PublicLink to="/forgotten-password">Forgot your password?</PublicLink>
        </p>
      )}
      {options?.registration === "open" && (
        <p className="gh-aside">
          New here? <PublicLink to="/register">Create an account</PublicLink>
        </p>
      )}
      {options && <DemoAccounts options={options} isBusy={isBusy} signIn={signIn} />}
    </PublicPage>
  );
}
