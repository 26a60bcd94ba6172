import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import type { PasswordAttempts } from "../../guessing/password-attempts.ts";
import type { OwnPassword } from "../../password/own-password.ts";
import type { Access } from "../../plugins/access-token.ts";
import type { Sealing } from "../../sealing/sealing.ts";
import type { SecondFactorPort } from "../../second-factor-port.ts";
import { findEnrolledFactors, hasFactor } from "./enrolled-factors.ts";
import { createFactorRemoval } from "./factor-removal.ts";
import { readFactorState } from "./factor-state.ts";
import { createFollowUp } from "./follow-up.ts";
import { createOneTimePasswords } from "./one-time-passwords.ts";
import { createPasskeyAssertions } from "./passkey-assertions.ts";
import { createPasskeyRegistrations } from "./passkey-registration.ts";
import { createRenamePasskey, listPasskeys, toPasskey } from "./passkeys.ts";
import { createPolicy } from "./policy.ts";
import { createReauthentications } from "./reauthentication.ts";
import { requireRecentProof, requireShownFactor } from "./recent-proof.ts";
import type { RelyingParty } from "./relying-party.ts";
import { resealSecrets } from "./reseal-secrets.ts";
import { createTotpEnrolments } from "./totp-enrolment.ts";

export interface SecondFactorFeatureOptions {
  database: Database;
  ownPassword: OwnPassword;
  attempts: PasswordAttempts;
  clock: Clock;
  sealing: Sealing;
  relyingParty: () => RelyingParty;
  onError: (error: unknown) => void;
}

/** Builds the parts of the second factor in the order they need each other. */
export function createSecondFactorFeature(options: SecondFactorFeatureOptions) {
  const { database, clock, sealing } = options;
  const policy = createPolicy(options);
  const { isRequiredFor } = policy;
  const spend = createOneTimePasswords(options);
  const assertions = createPasskeyAssertions(options);
  const port: SecondFactorPort = {
    followUp: createFollowUp(spend),
    isRequiredFor,
    hasFactor: async (db, userId) => hasFactor(await findEnrolledFactors(db, userId)),
    requireRecentProof: async (writer, context) => {
      await requireRecentProof(writer, context.actorId ?? "", context, clock);
    },
    requireShownFactor: (writer, context) => requireShownFactor(writer, context.actorId ?? "", context),
  };
  return {
    port,
    policy,
    enrolments: createTotpEnrolments({ database, clock, sealing }),
    removal: createFactorRemoval({ database, clock, isRequiredFor }),
    reauthentications: createReauthentications({ ...options, spend, assertions }),
    assertions,
    registrations: createPasskeyRegistrations(options),
    renamePasskey: createRenamePasskey(options),
    listPasskeys: async (userId: string) => (await listPasskeys(database.read, userId)).map(toPasskey),
    readState: (access: Access) => readFactorState(database.read, access, isRequiredFor),
    /** Before the first request. */
    async start() {
      await resealSecrets(database, sealing);
      await policy.load();
    },
  };
}

export type SecondFactorFeature = ReturnType<typeof createSecondFactorFeature>;
