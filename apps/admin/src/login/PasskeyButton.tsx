import { browserSupportsWebAuthn } from "@simplewebauthn/browser";

interface PasskeyButtonProps {
  isBusy: boolean;
  signIn: (remember: boolean) => Promise<void>;
}

/** Signs in by a passkey alone, where the browser knows any; `remember` is read from the form around it. */
export function PasskeyButton({ isBusy, signIn }: PasskeyButtonProps) {
  if (!browserSupportsWebAuthn()) return null;
  return (
    <button
      type="button"
      className="gh-button gh-button-plain"
      disabled={isBusy}
      onClick={({ currentTarget: { form } }) => void signIn(form ? new FormData(form).has("remember") : true)}
    >
      Use a passkey
    </button>
  );
}
