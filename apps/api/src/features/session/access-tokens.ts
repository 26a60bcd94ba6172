import { randomUUID } from "node:crypto";
import { createDecoder } from "fast-jwt";
import { type AccessTokenClaims, firstPartyClientId } from "@gatehouse/shared/access-token";
import { type Role, roles } from "@gatehouse/shared/roles";
import type { Clock } from "../../clock.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "./key-ring.ts";

/** Who an access token speaks for. */
export interface TokenSubject {
  userId: string;
  role: Role;
  tokenVersion: number;
  scope: string;
  clientId?: string;
  session?: { sid: string; generation: number; absoluteExpiresAt: number };
}

export interface IssuedAccessToken {
  token: string;
  expiresInSeconds: number;
}

export interface VerifyOptions {
  /** For /logout, where a token that has run out still names the session to end. */
  ignoreExpiry?: boolean;
}

export interface AccessTokens {
  issue(subject: TokenSubject): IssuedAccessToken;
  /** The claims at once where the token was verified a moment ago, without I/O and without cryptography. */
  recall(token: string): AccessTokenClaims | undefined;
  /** The claims of a genuine token; throws `token_invalid` or `token_expired`. */
  verify(token: string, options?: VerifyOptions): Promise<AccessTokenClaims>;
  /** Forgets every token verified so far. */
  forgetVerified(): void;
}

interface AccessTokenOptions {
  keys: KeyRing;
  clock: Clock;
  ttlSeconds: number;
  issuer: () => string;
}

const maxVerified = 20_000;
const maxTokenLength = 4096;
/** How far another machine's clock may be ahead of ours. */
const clockSkewSeconds = 60;

export function createAccessTokens({ keys, clock, ttlSeconds, issuer }: AccessTokenOptions): AccessTokens {
  const verified = new Map<string, AccessTokenClaims>();
  const decode = createDecoder({ complete: true });
  const nowSeconds = () => Math.floor(clock.now() / 1000);

  function readKid(token: string): string {
    if (token.length > maxTokenLength) throw new AppError("token_invalid");
    const { header } = decode(token) as { header: { kid?: unknown } };
    if (typeof header.kid !== "string") throw new AppError("token_invalid");
    return header.kid;
  }

  async function verifySignature(token: string): Promise<AccessTokenClaims> {
    const kid = refuseMalformed(() => readKid(token));
    const key = await keys.find(kid);
    if (!key) throw new AppError("token_invalid");
    return refuseMalformed(() => parseClaims(key.verify(token), issuer()));
  }

  const isFromFuture = (claims: AccessTokenClaims) => claims.iat > nowSeconds() + clockSkewSeconds;

  const isCurrent = (claims: AccessTokenClaims) => {
    const now = nowSeconds();
    return now < claims.exp && !isFromFuture(claims) && now - claims.iat <= ttlSeconds;
  };

  return {
    issue(subject) {
      const iat = nowSeconds();
      const { session } = subject;
      const sessionEnd = session ? Math.floor(session.absoluteExpiresAt / 1000) : Infinity;
      const exp = Math.min(iat + ttlSeconds, sessionEnd);
      const claims: AccessTokenClaims = {
        iss: issuer(),
        aud: audienceOf(issuer()),
        sub: subject.userId,
        client_id: subject.clientId ?? firstPartyClientId,
        iat,
        exp,
        jti: randomUUID(),
        ...(session && { sid: session.sid, gen: session.generation }),
        ver: subject.tokenVersion,
        role: subject.role,
        scope: subject.scope,
      };
      return { token: keys.current().sign(claims), expiresInSeconds: exp - iat };
    },

    recall(token) {
      const claims = verified.get(token);
      if (!claims) return undefined;
      if (isCurrent(claims)) return claims;
      verified.delete(token);
      return undefined;
    },

    async verify(token, { ignoreExpiry = false } = {}) {
      const claims = await verifySignature(token);
      if (!isCurrent(claims)) {
        if (isFromFuture(claims)) throw new AppError("token_invalid");
        if (!ignoreExpiry) throw new AppError("token_expired");
        return claims;
      }
      if (verified.size >= maxVerified) verified.delete(verified.keys().next().value ?? "");
      verified.set(token, claims);
      return claims;
    },

    forgetVerified: () => verified.clear(),
  };
}

/** The `aud` of our tokens: the API of this installation. */
const audienceOf = (issuer: string) => `${issuer}/api`;

/** What a library says of a token that can't be read or whose signature is wrong is always `token_invalid`. */
function refuseMalformed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof AppError ? error : new AppError("token_invalid", { cause: error });
  }
}

/** Everything a signature does not prove: that it is for us, and that each claim has the type it must have. */
function parseClaims(payload: Record<string, unknown>, issuer: string): AccessTokenClaims {
  const { iss, aud, sub, client_id, iat, exp, nbf, jti, sid, gen, ver, role, scope } = payload;
  const isOurs = iss === issuer && aud === audienceOf(issuer) && nbf === undefined;
  const areStrings = [sub, client_id, jti, scope].every((claim) => typeof claim === "string");
  const areIntegers = [iat, exp, ver].every((claim) => Number.isSafeInteger(claim));
  const hasSession = typeof sid === "string" && Number.isSafeInteger(gen);
  const isSessionless = sid === undefined && gen === undefined;
  const isRole = roles.some((known) => known === role);
  if (!(isOurs && areStrings && areIntegers && isRole && (hasSession || isSessionless))) {
    throw new AppError("token_invalid");
  }
  return payload as unknown as AccessTokenClaims;
}
