import type { FastifyReply } from "fastify";
import type { AnswerWithGrant } from "../../session-port.ts";
import type { DeviceCookie } from "./device-cookie.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";

/** RFC 6749 §5.1: beside the `no-store` of every answer, for caches that know HTTP/1.0 only. */
export const keepFromOldCaches = (reply: FastifyReply): void => void reply.header("pragma", "no-cache");

export function createAnswerWithGrant(cookie: RefreshCookie, deviceCookie: DeviceCookie): AnswerWithGrant {
  return (reply, grant) => {
    keepFromOldCaches(reply);
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
