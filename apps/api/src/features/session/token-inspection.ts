import type { AccessTokenClaims } from "@gatehouse/shared/access-token";
import type { IntrospectionResponse } from "@gatehouse/shared/session-api";
import type { AccessCheck } from "../../plugins/access-token.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { parseRefreshToken } from "./refresh-token.ts";
import type { SessionService } from "./session.service.ts";
import type { SessionWithUser } from "./session.store.ts";

/** What a token of either kind stands for, without using it. */
export interface TokenInspection {
  /** Whose session a genuine token belongs to, even an expired one. */
  findHolder(token: string): Promise<{ sid: string; userId: string } | undefined>;
  /** RFC 7662 §2.2: everything but a token that would be accepted now is just inactive. */
  introspect(token: string): Promise<IntrospectionResponse>;
}

interface TokenInspectionOptions {
  accessTokens: AccessTokens;
  accessCheck: AccessCheck;
  sessions: SessionService;
  publicUrl: () => string;
}

export function createTokenInspection(options: TokenInspectionOptions): TokenInspection {
  const { accessTokens, accessCheck, sessions, publicUrl } = options;

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
      const claims = await accessTokens.verify(token, { ignoreExpiry: true }).catch(() => undefined);
      return claims?.sid === undefined ? undefined : { sid: claims.sid, userId: claims.sub };
    },

    async introspect(token) {
      const session = await sessions.findByToken(token);
      if (session) return isUsable(session, token) ? describeRefreshToken(session) : { active: false };
      const claims = await accessCheck.verify(token).catch(() => undefined);
      return claims ? describeAccessToken(claims) : { active: false };
    },
  };
}

function describeAccessToken(claims: AccessTokenClaims): IntrospectionResponse {
  const { iss, aud, sub, client_id, iat, exp, jti, sid, role, scope } = claims;
  const session = sid === undefined ? {} : { sid };
  return {
    active: true,
    token_type: "Bearer",
    iss,
    aud,
    sub,
    client_id,
    iat,
    exp,
    jti,
    role,
    scope,
    ...session,
  };
}
