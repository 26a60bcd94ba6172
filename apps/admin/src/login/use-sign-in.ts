import { useState } from "react";
import { sessionClient } from "../session/browser-session.ts";
import type { SignInRequest } from "../session/session-transport.ts";
import { describeSignInFailure } from "../session/sign-in-failure.ts";

/** A sign-in under way: whether it runs, and what went wrong with the last one, as a whole and field by field. */
export function useSignIn() {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [fieldErrors, setFieldErrors] = useState<Record<string, unknown>>({});

  const signIn = async (request: SignInRequest) => {
    setIsBusy(true);
    setFailure(undefined);
    const outcome = await sessionClient.login(request);
    setIsBusy(false);
    setFailure(describeSignInFailure(outcome));
    setFieldErrors((outcome.kind === "refused" ? outcome.errors : undefined) ?? {});
  };
  const errorOf = (field: string) => {
    const error = fieldErrors[field];
    return typeof error === "string" ? error : undefined;
  };
  return { signIn, isBusy, failure, errorOf };
}
