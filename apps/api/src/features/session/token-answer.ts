import type { AnswerWithGrant } from "../../session-port.ts";
import type { DeviceCookie } from "./device-cookie.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";

export function createAnswerWithGrant(cookie: RefreshCookie, deviceCookie: DeviceCookie): AnswerWithGrant {
  return (reply, grant) => {
    if (grant.carrier === "cookie" && grant.isNewToken) {
      const { cookieMaxAgeSeconds, deviceToken } = grant;
      cookie.set(reply, grant.refreshToken, cookieMaxAgeSeconds);
      if (deviceToken !== undefined) deviceCookie.set(reply, deviceToken, cookieMaxAgeSeconds !== undefined);
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
