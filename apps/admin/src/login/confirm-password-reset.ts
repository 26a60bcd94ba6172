import type { Problem } from "@gatehouse/shared/problem";
import { apiOrigin } from "../session/api-origin.ts";

/** Spends the link's code on a new password. Answers with what to say where it was refused. */
export async function confirmPasswordReset(code: string, password: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${apiOrigin}/api/password-reset/confirm`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code, password }),
    });
    return answer.ok ? undefined : ((await answer.json()) as Problem).message;
  } catch {
    return "The server can't be reached. Check your connection and try again.";
  }
}
