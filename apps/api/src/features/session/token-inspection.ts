import type { AccessTokenClaims } from "@gatehouse/shared/access-token";
import type { IntrospectionResponse } from "@gatehouse/shared/session-api";
import type { AccessCheck } from "../../plugins/access-token.ts";
import { ifAccepted } from "./accepted-claims.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { parseRefreshToken } from "./refresh-token.ts";
import type { SessionService } from "./session.service.ts";
import type { SessionWithUser } from "./session.store.ts";

/** What a token of either kind stands for, without using it. */
export interface TokenInspection {
  /** Whose session a genuine token belongs to, even an expired one. */
  findHolder(token: string): Promise<{ sid: string; userId: string } | undefined>;
  /** RFC 7662 §2.2: everything but a token that `acceptedTokens` or a refresh would accept now is just inactive. */
  introspect(token: string, acceptedTokens: AccessCheck): Promise<IntrospectionResponse>;
}

interface TokenInspectionOptions {
  accessTokens: AccessTokens;
  sessions: SessionService;
  publicUrl: () => string;
}

export function createTokenInspection(options: TokenInspectionOptions): TokenInspection {
  const { accessTokens, sessions, publicUrl } = options;

  const describeRefreshToken = (session: SessionWithUser): IntrospectionResponse => ({
    active: true,
    scope: session.scope,
    token_type: "refresh_token",
    iss: publicUrl(),
    sub: session.user_id,
    sid: session.id,
    iat: Math.floor(session.issued_at / 1000),
    exp: Math.floor(session.expires_at / 1000),
  });

  const isUsable = (session: SessionWithUser, token: string) =>
    !sessions.isOver(session) &&
    session.disabled_at === null &&
    session.deleted_at === null &&
    parseRefreshToken(token)?.generation === session.generation;

  return {
    async findHolder(token) {
      const session = await sessions.findByToken(token);
      if (session) return { sid: session.id, userId: session.user_id };
      const claims = await ifAccepted(() => accessTokens.verify(token, { ignoreExpiry: true }));
      return claims?.sid === undefined ? undefined : { sid: claims.sid, userId: claims.sub };
    },

    async introspect(token, acceptedTokens) {
      const session = await sessions.findByToken(token);
      if (session) return isUsable(session, token) ? describeRefreshToken(session) : { active: false };
      const claims = await ifAccepted(() => acceptedTokens.verify(token));
      return claims ? describeAccessToken(claims) : { active: false };
    },
  };
}

function describeAccessToken(claims: AccessTokenClaims): IntrospectionResponse {
  const { iss, aud, sub, client_id, iat, exp, jti, sid, role, scope } = claims;
  return {
    active: true,
    token_type: "Bearer",
    sub,
    client_id,
    iat,
    jti,
    role,
    scope,
    // A personal access token is no JWT that somebody issued, and may have no end.
    ...(iss !== "" && { iss, aud }),
    ...(Number.isFinite(exp) && { exp }),
    ...(sid !== undefined && { sid }),
  };
}
