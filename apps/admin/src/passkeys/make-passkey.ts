import {
  browserSupportsWebAuthn,
  startRegistration,
  WebAuthnError,
  type PublicKeyCredentialCreationOptionsJSON,
} from "@simplewebauthn/browser";
import { callApi } from "../data/call-api.ts";

export const knowsPasskeys = browserSupportsWebAuthn;

/** Lets the browser make a new passkey for this account; rejects with words for the page where it does not. */
export async function makePasskey(): Promise<object> {
  const path = "/api/me/passkeys/registration-options";
  const optionsJSON = await callApi<PublicKeyCredentialCreationOptionsJSON>(path, { method: "POST" });
  try {
    return await startRegistration({ optionsJSON });
  } catch (cause) {
    const isKnown =
      cause instanceof WebAuthnError && cause.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED";
    throw new Error(isKnown ? "This device has a passkey for you already." : "No passkey was made.", {
      cause,
    });
  }
}
