import type { SignInOptions } from "@gatehouse/shared/session-api";
import { useEffect, useState } from "react";
import { apiOrigin } from "../session/api-origin.ts";

let known: SignInOptions | undefined;

/** What the login page may offer beside the form; nothing until it is known, and asked for once a page load. */
export function useSignInOptions(): SignInOptions | undefined {
  const [options, setOptions] = useState(known);
  useEffect(() => {
    if (known) return;
    const asking = new AbortController();
    void fetchSignInOptions(asking.signal).then((answer) => {
      known = answer;
      if (answer) setOptions(answer);
    });
    return () => asking.abort();
  }, []);
  return options;
}

async function fetchSignInOptions(signal: AbortSignal): Promise<SignInOptions | undefined> {
  try {
    const response = await fetch(`${apiOrigin}/api/sign-in-options`, { signal });
    return response.ok ? ((await response.json()) as SignInOptions) : undefined;
  } catch {
    return undefined;
  }
}
