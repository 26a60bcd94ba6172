import { signInOptionsElementId } from "@gatehouse/shared/page-data";
import type { SignInOptions } from "@gatehouse/shared/session-api";
import { useEffect, useState } from "react";
import { apiOrigin } from "../session/api-origin.ts";

let known = readFromPage();

/** What the login page may offer beside the form. Asked for, once a page load, only where the page doesn't bring it. */
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

function readFromPage(): SignInOptions | undefined {
  const json = document.querySelector(`#${signInOptionsElementId}`)?.textContent;
  return json ? (JSON.parse(json) as SignInOptions) : undefined;
}

async function fetchSignInOptions(signal: AbortSignal): Promise<SignInOptions | undefined> {
  try {
    const response = await fetch(`${apiOrigin}/api/sign-in-options`, { signal });
    return response.ok ? ((await response.json()) as SignInOptions) : undefined;
  } catch {
    return undefined;
  }
}
