import type { FastifyPluginAsync } from "fastify";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import type { SessionPort } from "../../session-port.ts";
import { factorResetRoutes } from "./factor-reset.routes.ts";
import { createFactorReset } from "./factor-reset.ts";
import { passkeyRegistrationRoutes } from "./passkey-registration.routes.ts";
import { passkeySignInRoutes } from "./passkey-sign-in.routes.ts";
import { createPasskeySignIn } from "./passkey-sign-in.ts";
import { passkeyRoutes } from "./passkey.routes.ts";
import { policyRoutes } from "./policy.routes.ts";
import { reauthenticationRoutes } from "./reauthentication.routes.ts";
import type { SecondFactorFeature } from "./second-factor-feature.ts";
import { secondFactorRoutes } from "./second-factor.routes.ts";

export interface SecondFactorOptions {
  factors: SecondFactorFeature;
  database: Database;
  clock: Clock;
  sessions: SessionPort;
}

/** Every route of the second factor. */
export const secondFactor: FastifyPluginAsync<SecondFactorOptions> = async (api, options) => {
  const { factors, sessions } = options;
  const { assertions } = factors;
  await api.register(secondFactorRoutes, factors);
  await api.register(passkeyRoutes, factors);
  await api.register(passkeyRegistrationRoutes, factors);
  await api.register(passkeySignInRoutes, {
    assertions,
    signInByPasskey: createPasskeySignIn({ ...options, ...sessions, assertions }),
    browser: sessions,
  });
  await api.register(reauthenticationRoutes, factors);
  await api.register(policyRoutes, factors);
  await api.register(factorResetRoutes, { resetFactors: createFactorReset({ ...options, ...sessions }) });
};
