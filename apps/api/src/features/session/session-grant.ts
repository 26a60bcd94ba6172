import { enrolmentScope } from "@gatehouse/shared/access-token";
import type { Config } from "../../config.ts";
import type { Clock } from "../../clock.ts";
import type { SecondFactorPort } from "../../second-factor-port.ts";
import type { SessionGrant } from "../../session-port.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { deriveRefreshToken } from "./refresh-token.ts";
import type { RefreshKeys } from "./refresh-keys.ts";
import type { RefreshRow } from "./session.store.ts";

export type GrantedSession = Pick<
  RefreshRow,
  | "id"
  | "user_id"
  | "generation"
  | "salt"
  | "key_version"
  | "carrier"
  | "scope"
  | "amr"
  | "remember"
  | "absolute_expires_at"
  | "role"
  | "token_version"
>;

export type GrantSession = (session: GrantedSession, isNewToken: boolean) => SessionGrant;

interface GrantOptions {
  accessTokens: AccessTokens;
  refreshKeys: RefreshKeys;
  clock: Clock;
  config: Pick<Config, "sessionIdleTtl">;
  secondFactors: Pick<SecondFactorPort, "isRequiredFor">;
}

const apiScope = /^api(?= |$)/;

/** Derives both tokens from a session's row; the refresh token of one generation is the same every time. */
export function createGrantSession(options: GrantOptions): GrantSession {
  const { accessTokens, refreshKeys, clock, config, secondFactors } = options;

  /** Where the role demands a second factor that the session has not shown, the right to set one up is all there is. */
  function scopeOf({ role, amr, scope }: GrantedSession): string {
    if (!secondFactors.isRequiredFor(role) || amr.includes('"mfa"')) return scope;
    return scope.replace(apiScope, enrolmentScope);
  }

  return (session, isNewToken) => {
    const { id: sid, user_id: userId, generation, salt, carrier } = session;
    const scope = scopeOf(session);
    const key = refreshKeys.find(session.key_version) ?? refreshKeys.current;
    const secondsLeft = Math.floor((session.absolute_expires_at - clock.now()) / 1000);
    const access = accessTokens.issue({
      userId,
      role: session.role,
      tokenVersion: session.token_version,
      scope,
      session: { sid, generation, absoluteExpiresAt: session.absolute_expires_at },
    });
    return {
      sid,
      userId,
      carrier,
      accessToken: access.token,
      expiresInSeconds: access.expiresInSeconds,
      scope,
      refreshToken: deriveRefreshToken(key, { sid, generation, salt }),
      isNewToken,
      cookieMaxAgeSeconds: session.remember ? Math.min(config.sessionIdleTtl, secondsLeft) : undefined,
    };
  };
}
