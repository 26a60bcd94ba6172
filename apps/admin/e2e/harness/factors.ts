import type { TotpEnrolment } from "@gatehouse/shared/second-factor";
import { TOTP } from "otpauth";
import type { CallApi } from "./api-client.ts";

/** A person's authenticator app. */
export interface App {
  /** A code that was not shown before: the next step's, which a server takes as well. */
  nextCode(): string;
}

/** Sets an app up for whoever calls, without a browser. */
export async function enrolApp(callApi: CallApi): Promise<App> {
  const { secret } = await callApi<TotpEnrolment>("POST", "/api/me/second-factor/totp");
  const app = appOf(secret);
  await callApi("POST", "/api/me/second-factor/totp/confirm", { code: app.nextCode() });
  return app;
}

const stepMs = 30_000;

/**
 * Codes of this step and of the next one: two that a server takes without a wait. One of the step before might be too
 * old by the time it arrives.
 */
export function appOf(secret: string): App {
  const totp = new TOTP({ secret });
  let timestamp = Date.now() - stepMs;
  return {
    nextCode() {
      timestamp = Math.max(timestamp + stepMs, Date.now());
      return totp.generate({ timestamp });
    },
  };
}
