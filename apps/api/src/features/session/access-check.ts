import type { AccessTokenClaims } from "@gatehouse/shared/access-token";
import { AppError } from "../../errors.ts";
import type { AccessCheck } from "../../plugins/access-token.ts";
import type { AccessTokens } from "./access-tokens.ts";
import type { Revocations } from "./revocations.ts";
import type { Sightings } from "./sightings.ts";

interface AccessCheckOptions {
  accessTokens: AccessTokens;
  revocations: Revocations;
  sightings: Sightings;
}

export function createAccessCheck(options: AccessCheckOptions): AccessCheck {
  const { accessTokens, revocations, sightings } = options;

  function refuseEnded(claims: AccessTokenClaims): AccessTokenClaims {
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
