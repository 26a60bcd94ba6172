import { useState } from "react";
import { openPasskey } from "../passkeys/open-passkey.ts";
import { sessionClient } from "../session/browser-session.ts";
import type { SignInOutcome, SignInRequest } from "../session/session-transport.ts";
import { describeSignInFailure } from "../session/sign-in-failure.ts";

/** The password was right, and a code of the second factor is asked for. */
export interface CodeChallenge {
  request: SignInRequest;
  methods: readonly string[];
}

/**
 * A sign-in under way: whether it runs, what went wrong with the last one, as a whole and field by field, and the
 * challenge where a second factor is asked for. The password waits for the code in this page's memory only.
 */
export function useSignIn() {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [fieldErrors, setFieldErrors] = useState<Record<string, unknown>>({});
  const [challenge, setChallenge] = useState<CodeChallenge>();

  const signIn = async (request: SignInRequest) => {
    setIsBusy(true);
    setFailure(undefined);
    const outcome = await sessionClient.login(request);
    setIsBusy(false);
    const asked = readChallenge(outcome, request);
    if (asked) setChallenge(asked);
    setFailure(asked ? undefined : describeSignInFailure(outcome));
    setFieldErrors((outcome.kind === "refused" ? outcome.errors : undefined) ?? {});
  };
  const signInByPasskey = async (remember: boolean) => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      const credential = await openPasskey();
      await signIn({ path: "/api/passkeys/authentication", body: { credential, remember } });
    } catch (error) {
      setIsBusy(false);
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const answer = async (otp: string) => {
    if (!challenge) return;
    const { request } = challenge;
    await signIn({ ...request, body: { ...request.body, otp } });
  };
  const giveUp = () => {
    setChallenge(undefined);
    setFailure(undefined);
  };
  const errorOf = (field: string) => {
    const error = fieldErrors[field];
    return typeof error === "string" ? error : undefined;
  };
  return { signIn, signInByPasskey, isBusy, failure, errorOf, challenge, answer, giveUp };
}

function readChallenge(outcome: SignInOutcome, request: SignInRequest): CodeChallenge | undefined {
  if (outcome.kind !== "refused" || outcome.code !== "second_factor_required") return undefined;
  return { request, methods: outcome.methods ?? [] };
}
