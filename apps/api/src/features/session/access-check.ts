import type { AccessTokenClaims } from "@gatehouse/shared/access-token";
import type { AnnouncementFeed } from "../../database/announcements.ts";
import { AppError } from "../../errors.ts";
import type { AccessTokens } from "./access-tokens.ts";
import type { Revocations } from "./revocations.ts";
import type { Sightings } from "./sightings.ts";

interface AccessCheckOptions {
  accessTokens: AccessTokens;
  announcements: AnnouncementFeed;
  revocations: Revocations;
  sightings: Sightings;
}

/** Answers whether an access token is accepted now. */
export interface AccessCheck {
  /**
   * The claims of a token verified a moment ago, with no I/O; undefined where it has to be verified first. Throws
   * `session_revoked`, `account_disabled`, `token_stale` or `revocations_unknown`.
   */
  recall(token: string): AccessTokenClaims | undefined;
  /** As `recall`, verifying the signature; throws `token_invalid` and `token_expired` too. */
  verify(token: string): Promise<AccessTokenClaims>;
}

export function createAccessCheck(options: AccessCheckOptions): AccessCheck {
  const { accessTokens, announcements, revocations, sightings } = options;

  function refuseEnded(claims: AccessTokenClaims): AccessTokenClaims {
    if (!announcements.isFresh()) throw new AppError("revocations_unknown", { retryAfterSeconds: 1 });
    const user = revocations.findUser(claims.sub);
    if (user?.isActive === false) throw new AppError("account_disabled");
    const revoked = claims.sid === undefined ? undefined : revocations.findSession(claims.sid);
    if (revoked) throw new AppError("session_revoked", { members: { reason: revoked.reason } });
    if (user && claims.ver < user.tokenVersion) throw new AppError("token_stale");
    if (claims.sid !== undefined && claims.gen !== undefined) sightings.note(claims.sid, claims.gen);
    return claims;
  }

  return {
    recall(token) {
      const claims = accessTokens.recall(token);
      return claims && refuseEnded(claims);
    },
    verify: async (token) => refuseEnded(await accessTokens.verify(token)),
  };
}
