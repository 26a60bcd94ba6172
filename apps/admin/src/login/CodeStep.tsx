import { useState, type SubmitEvent } from "react";
import { appCodeHint, recoveryCodeHint } from "./code-words.ts";
import { FormFailure } from "./FormFailure.tsx";
import { formText } from "./form-text.ts";
import { PublicPage } from "./PublicPage.tsx";
import { TextInput } from "./TextInput.tsx";

interface CodeStepProps {
  /** What the account has: `otp`, `recovery_code`, `passkey`. */
  methods: readonly string[];
  isBusy: boolean;
  failure: string | undefined;
  answer: (otp: string) => Promise<void>;
  usePasskey: () => void;
  giveUp: () => void;
}

/** The second step of a sign-in: a code of the app, or one of the recovery codes. */
export function CodeStep({ methods, isBusy, failure, answer, usePasskey, giveUp }: CodeStepProps) {
  const hasApp = methods.includes("otp");
  const hasCodes = methods.includes("recovery_code");
  const [isRecovering, setIsRecovering] = useState(!hasApp);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void answer(formText(new FormData(event.currentTarget), "otp"));
  };
  return (
    <PublicPage title="One more step">
      {hasApp || hasCodes ? (
        <form onSubmit={submit}>
          {isRecovering ? <RecoveryCodeInput hint={recoveryCodeHint(methods)} /> : <AppCodeInput />}
          <FormFailure failure={failure} />
          <button className="gh-button" type="submit" disabled={isBusy}>
            Sign in
          </button>
        </form>
      ) : (
        <>
          <p className="gh-aside gh-lead">Your recovery codes are used up. Your passkey signs you in.</p>
          <FormFailure failure={failure} />
        </>
      )}
      <p className="gh-aside gh-choices">
        {hasApp && hasCodes && (
          <button type="button" className="gh-link" onClick={() => setIsRecovering(!isRecovering)}>
            {isRecovering ? "Use the app instead" : "Use a recovery code"}
          </button>
        )}
        {methods.includes("passkey") && (
          <button type="button" className="gh-link" disabled={isBusy} onClick={usePasskey}>
            Use a passkey
          </button>
        )}
        <button type="button" className="gh-link" onClick={giveUp}>
          Back
        </button>
      </p>
    </PublicPage>
  );
}

const AppCodeInput = () => (
  <TextInput
    key="app"
    label="Code"
    name="otp"
    hint={appCodeHint}
    inputMode="numeric"
    autoComplete="one-time-code"
    pattern="\s*(\d\s*){6}"
    title="Six digits"
    required
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that is asked for
    autoFocus
  />
);

const RecoveryCodeInput = ({ hint }: { hint: string }) => (
  <TextInput
    key="recovery"
    label="Recovery code"
    name="otp"
    hint={hint}
    autoComplete="off"
    autoCapitalize="characters"
    spellCheck={false}
    required
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that is asked for
    autoFocus
  />
);
