import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { AnyDatabase } from "../../database/open-database.ts";
import { createSessionStore } from "../../database/open-session-store.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import type { SecondFactorPort } from "../../second-factor-port.ts";
import type { SessionPort } from "../../session-port.ts";
import { createKnownDevices } from "../../guessing/known-devices.ts";
import type { PasswordAttempts } from "../../guessing/password-attempts.ts";
import { createAccessCheck } from "./access-check.ts";
import { createAccessTokens } from "./access-tokens.ts";
import { createHousekeeping } from "./housekeeping.ts";
import { createDeviceCookie } from "./device-cookie.ts";
import { createKeyRing } from "./key-ring.ts";
import { createLogout } from "./logout.ts";
import { createOpenKnownSession } from "./open-known-session.ts";
import { createRefreshCookie } from "./refresh-cookie.ts";
import { deriveKey, type RefreshKeys } from "./refresh-keys.ts";
import { createRefreshSession } from "./refresh.service.ts";
import { Revocations } from "./revocations.ts";
import { createSessionEnd } from "./session-end.ts";
import { createGrantSession } from "./session-grant.ts";
import { createSessionService } from "./session.service.ts";
import { Sightings } from "./sightings.ts";
import { createSignIn } from "./sign-in.ts";
import { createAnswerWithGrant } from "./token-answer.ts";
import { createTokenInspection } from "./token-inspection.ts";

export interface SessionFeatureOptions {
  config: Config;
  database: AnyDatabase;
  refreshKeys: RefreshKeys;
  hasher: PasswordHasher;
  attempts: PasswordAttempts;
  secondFactors: SecondFactorPort;
  clock: Clock;
  publicUrl: () => string;
  onError: (error: unknown) => void;
}

/** Builds the session's parts in the order they need each other. */
export function createSessionFeature(options: SessionFeatureOptions) {
  const { config, database, refreshKeys, hasher, clock, publicUrl, secondFactors } = options;
  const store = createSessionStore(database);
  const sightings = new Sightings(store, clock, options.onError);
  const revocations = new Revocations(clock);
  revocations.follow(database.announcements);
  const keys = createKeyRing({
    database,
    refreshKeys,
    clock,
    onRemoved: () => accessTokens.forgetVerified(),
  });
  const accessTokens = createAccessTokens({
    keys,
    clock,
    ttlSeconds: config.accessTokenTtl,
    issuer: publicUrl,
  });
  const grantSession = createGrantSession({ accessTokens, refreshKeys, clock, config, secondFactors });
  const devices = createKnownDevices(refreshKeys.all.map((key) => deriveKey(key, "device cookie")));
  const { endSessions, endSessionsOf } = createSessionEnd({ database, store, clock });
  const parts = { database, store, refreshKeys, clock, config, grantSession, endSessions };
  const sessions = createSessionService({ ...parts, endSessionsOf });
  // Without limits there is nothing that a known browser would be spared.
  const openSession = config.rateLimits
    ? createOpenKnownSession(sessions.openSession, devices)
    : sessions.openSession;
  const isSecure = () => publicUrl().startsWith("https:");
  const cookie = createRefreshCookie(isSecure);
  const deviceCookie = createDeviceCookie(isSecure);
  const answerWithGrant = createAnswerWithGrant(cookie, deviceCookie);
  const port: SessionPort = {
    openSession,
    endSessions,
    endSessionsOf,
    answerWithGrant,
    browserSessionOptions: async (request) => ({
      carrier: "cookie",
      remember: true,
      deviceToken: deviceCookie.read(request),
      replaces: await sessions.findByToken(cookie.read(request)),
    }),
  };
  const accessCheck = createAccessCheck({ accessTokens, revocations, sightings });
  return {
    port,
    publicUrl,
    sessions,
    keys,
    accessTokens,
    sightings,
    revocations,
    store,
    cookie,
    deviceCookie,
    answerWithGrant,
    accessCheck,
    inspection: createTokenInspection({ accessTokens, sessions, publicUrl }),
    housekeeping: createHousekeeping({
      database,
      store,
      sightings,
      revocations,
      clock,
      onError: options.onError,
    }),
    signIn: createSignIn({
      database,
      hasher,
      clock,
      openSession,
      attempts: options.attempts,
      devices,
      secondFactors,
    }),
    logout: createLogout({ sessions, accessTokens, isOver: sessions.isOver }),
    refreshSession: createRefreshSession({ ...parts, sightings }),
  };
}

export type SessionFeature = ReturnType<typeof createSessionFeature>;
