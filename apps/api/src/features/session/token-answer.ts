import type { AnswerWithGrant } from "../../session-port.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";

export function createAnswerWithGrant(cookie: RefreshCookie): AnswerWithGrant {
  return (reply, grant) => {
    if (grant.carrier === "cookie" && grant.isNewToken) {
      cookie.set(reply, grant.refreshToken, grant.cookieMaxAgeSeconds);
    }
    return {
      access_token: grant.accessToken,
      token_type: "Bearer",
      expires_in: grant.expiresInSeconds,
      scope: grant.scope,
      ...(grant.carrier === "body" && { refresh_token: grant.refreshToken }),
    };
  };
}
