import type { SignInOptions } from "@gatehouse/shared/session-api";
import type { FormEvent } from "react";
import { describeSessionEnd } from "../session/session-end-words.ts";
import type { SessionEnd } from "../session/session-state.ts";
import { DemoAccounts } from "./DemoAccounts.tsx";
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
  const { signIn, isBusy, failure } = useSignIn();
  const reason = describeSessionEnd(end);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const [username, password] = [String(fields.get("username")), String(fields.get("password"))];
    void signIn({ path: "/api/token", body: { username, password, remember: fields.has("remember") } });
  };

  return (
    <PublicPage title="Sign in">
      {reason !== undefined && (
        <p className="gh-message" role="status">
          {reason}
        </p>
      )}
      <form onSubmit={submit}>
        <TextInput label="Email" name="username" type="email" autoComplete="username" required autoFocus />
        <PasswordInput label="Password" name="password" autoComplete="current-password" required />
        <label className="gh-check">
          <input type="checkbox" name="remember" defaultChecked /> Stay signed in on this device
        </label>
        {failure !== undefined && (
          <p className="gh-message gh-message-error" role="alert">
            {failure}
          </p>
        )}
        <button className="gh-button" type="submit" disabled={isBusy}>
          Sign in
        </button>
      </form>
      {options?.registration === "open" && (
        <p className="gh-aside">
          New here? <PublicLink to="/register">Create an account</PublicLink>
        </p>
      )}
      {options && <DemoAccounts options={options} isBusy={isBusy} signIn={signIn} />}
    </PublicPage>
  );
}
