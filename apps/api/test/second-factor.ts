import type { RecoveryCodes, TotpEnrolment } from "@gatehouse/shared/second-factor";
import type { TokenResponse } from "@gatehouse/shared/session-api";
import { TOTP } from "otpauth";
import { type createTestClock, type TestApp, testPassword } from "./build-test-app.ts";
import { call, type TestSession } from "./test-client.ts";

type Clock = ReturnType<typeof createTestClock>;

/** A time step of a code: none is accepted twice. */
export const stepSeconds = 30;

/** What the authenticator app shows at this moment. */
export const codeOf = (secret: string, clock: Clock, offsetSeconds = 0): string =>
  new TOTP({ secret }).generate({ timestamp: clock.now() + offsetSeconds * 1000 });

/** Sets an authenticator app up, up to the point where its next code is good for a sign-in. */
export async function enrolTotp(app: TestApp, clock: Clock, { accessToken: bearer }: TestSession) {
  const begun = await call<TotpEnrolment>(app, "POST", "/api/me/second-factor/totp", { bearer });
  const { secret } = begun.body;
  const body = { code: codeOf(secret, clock) };
  const path = "/api/me/second-factor/totp/confirm";
  const { body: confirmed } = await call<RecoveryCodes>(app, "POST", path, { bearer, body });
  clock.advanceSeconds(stepSeconds);
  return { secret, recoveryCodes: confirmed.recoveryCodes };
}

type TokenAnswer = TokenResponse & { error?: string; code?: string; methods?: string[] };

/** A sign-in of the account that `registerUser` makes. */
export const tryToken = (app: TestApp, fields: Record<string, string> = {}) =>
  call<TokenAnswer>(app, "POST", "/api/token", {
    form: { username: "ada@example.com", password: testPassword, ...fields },
  });
