import { apiOrigin } from "../session/api-origin.ts";
import { readJson, readRefusal, unavailable } from "../session/read-refusal.ts";
import { describeSignInFailure } from "../session/sign-in-failure.ts";

/** Sends a form that opens no session. Answers with what to say where it was not taken. */
export async function sendForm(
  path: "/api/password-reset" | "/api/password-reset/confirm",
  body: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  try {
    const response = await fetch(apiOrigin + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return undefined;
    return describeSignInFailure(readRefusal(response, await readJson(response)));
  } catch {
    return describeSignInFailure(unavailable());
  }
}
