import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { apiOrigin } from "../session/api-origin.ts";
import { unreachable } from "../session/unreachable.ts";

/** Lets the person choose and open a passkey; rejects with words for the page where that comes to nothing. */
export async function openPasskey(): Promise<object> {
  const optionsJSON = await fetchOptions();
  try {
    return await startAuthentication({ optionsJSON });
  } catch (cause) {
    throw new Error("No passkey was used.", { cause });
  }
}

async function fetchOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const init = { method: "POST", credentials: "include", cache: "no-store" } as const;
  const answer = await fetch(`${apiOrigin}/api/passkeys/authentication-options`, init).catch(() => undefined);
  if (answer?.status === 429) throw new Error("Too many attempts. Try again in a minute.");
  if (!answer?.ok) throw new Error(unreachable);
  return (await answer.json()) as PublicKeyCredentialRequestOptionsJSON;
}
