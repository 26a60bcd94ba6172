import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Problem } from "@gatehouse/shared/problem";
import { PasskeyAuthentication, PasskeyOptions } from "@gatehouse/shared/second-factor";
import { TokenResponse } from "@gatehouse/shared/session-api";
import { auditContextOf } from "../../audit/audit-log.ts";
import type { SessionPort } from "../../session-port.ts";
import type { PasskeyAssertions } from "./passkey-assertions.ts";
import type { SignInByPasskey } from "./passkey-sign-in.ts";

export interface PasskeySignInRouteOptions {
  assertions: PasskeyAssertions;
  signInByPasskey: SignInByPasskey;
  browser: Pick<SessionPort, "browserSessionOptions" | "answerWithGrant">;
}

const tags = ["Second factor"];

/** Twice what a person needs who signs in: each takes two calls. */
const config = {
  public: true,
  usesCookie: true,
  rateLimit: { name: "passkeys", perMinute: 40, isShared: true },
};

const offlineScope = "offline_access";

/** Signing in by a passkey alone. */
export const passkeySignInRoutes: FastifyPluginAsyncTypebox<PasskeySignInRouteOptions> = async (
  app,
  { assertions, signInByPasskey, browser },
) => {
  app.post(
    "/passkeys/authentication-options",
    {
      config,
      schema: {
        operationId: "beginPasskeyAuthentication",
        tags,
        summary: "A challenge for any passkey of this browser; it lives five minutes and works once",
        security: [],
        response: { 200: PasskeyOptions, 403: Problem, 429: Problem },
      },
    },
    () => assertions.begin(),
  );

  app.post(
    "/passkeys/authentication",
    {
      config,
      schema: {
        operationId: "authenticateByPasskey",
        tags,
        summary: "Sign in by a passkey; the answer is as at /api/token",
        security: [],
        body: PasskeyAuthentication,
        response: { 200: TokenResponse, 400: Problem, 403: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const { credential, remember = true, scope = "" } = request.body;
      const isOffline = scope.split(" ").includes(offlineScope);
      const inBrowser = await browser.browserSessionOptions(request);
      const session = isOffline
        ? { ...inBrowser, carrier: "body" as const, replaces: undefined }
        : { ...inBrowser, remember };
      const grant = await signInByPasskey(credential, session, auditContextOf(request));
      return browser.answerWithGrant(reply, grant);
    },
  );
};
