import type { SignInOptions } from "@gatehouse/shared/session-api";
import { useEffect, useState } from "react";
import { apiOrigin } from "../session/api-origin.ts";

let known: SignInOptions | undefined;

/** What the login page may offer beside the form; nothing until it is known, and asked for once a page load. */
export function useSignInOptions(): SignInOptions | undefined {
  const [options, setOptions] = useState(known);
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      known ??= await fetchSignInOptions(asking.signal);
      if (!asking.signal.aborted) setOptions(known);
    };
    void ask();
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
