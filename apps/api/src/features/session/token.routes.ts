import { TokenRequest, TokenResponse } from "@gatehouse/shared/session-api";
import { OAuthError, Problem } from "@gatehouse/shared/problem";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { auditContextOf } from "../../audit/audit-log.ts";
import { AppError } from "../../errors.ts";
import type { AnswerWithGrant, AuthenticateClient } from "../../session-port.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { createClientTokens, readClient } from "./client-token.ts";
import type { DeviceCookie } from "./device-cookie.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";
import type { RefreshSession } from "./refresh.service.ts";
import type { SessionService } from "./session.service.ts";
import type { SignIn } from "./sign-in.ts";
import { sendOAuthError } from "./oauth-error.ts";
import { keepFromOldCaches } from "./token-answer.ts";

export interface TokenRouteOptions {
  sessions: SessionService;
  signIn: SignIn;
  refreshSession: RefreshSession;
  cookie: RefreshCookie;
  deviceCookie: DeviceCookie;
  answerWithGrant: AnswerWithGrant;
  accessTokens: AccessTokens;
  authenticateClient: AuthenticateClient;
}

/** RFC 6749 §3.2: parameters that a server does not know are ignored in a form. */
const TokenForm = Type.Object(
  { ...TokenRequest.properties, remember: Type.Optional(Type.Enum(["true", "false"])) },
  {
    $id: "TokenForm",
    examples: [{ username: "clerk@gatehouse.test", password: "correct horse battery staple" }],
  },
);

const tokenAnswers = {
  200: TokenResponse,
  400: OAuthError,
  401: OAuthError,
  403: OAuthError,
  429: OAuthError,
  503: OAuthError,
};

const offlineScope = "offline_access";

type TokenParameters = Type.Static<typeof TokenRequest> | Type.Static<typeof TokenForm>;

/** The token endpoint: sign-in with a password, and refresh for clients that are no browser. */
export const tokenRoutes: FastifyPluginAsyncTypebox<TokenRouteOptions> = async (app, options) => {
  const { sessions, signIn, refreshSession, cookie, deviceCookie, answerWithGrant } = options;
  const { accessTokens, authenticateClient } = options;
  const issueToClient = createClientTokens(accessTokens);

  app.post(
    "/token",
    {
      config: {
        public: true,
        usesCookie: true,
        rateLimit: { name: "token", perMinute: 20, isShared: true },
      },
      errorHandler: sendOAuthError,
      schema: {
        operationId: "createToken",
        tags: ["Session"],
        summary: "Sign in with a password, or exchange a refresh token",
        security: [{}, { client: [] }],
        body: {
          content: {
            "application/json": { schema: TokenRequest },
            "application/x-www-form-urlencoded": { schema: TokenForm },
          },
        },
        response: tokenAnswers,
      },
    },
    async (request, reply) => {
      // Without any body none of the schemas applies.
      const parameters = (request.body ?? {}) as TokenParameters;
      const context = auditContextOf(request);
      const grantType = parameters.grant_type ?? "password";
      if (grantType === "refresh_token") {
        const token = requireParameter(parameters, "refresh_token");
        return answerWithGrant(reply, await refreshSession(token, "body", context));
      }
      if (grantType === "client_credentials") {
        const { clientId, secret } = readClient(request, parameters);
        const client = await authenticateClient(clientId, secret, context);
        keepFromOldCaches(reply);
        return issueToClient(client);
      }
      if (grantType !== "password") throw new AppError("unsupported_grant_type");
      const isOffline = parameters.scope?.split(" ").includes(offlineScope) ?? false;
      const grant = await signIn(
        {
          email: requireParameter(parameters, "username"),
          password: requireParameter(parameters, "password"),
          otp: parameters.otp,
          session: {
            carrier: isOffline ? "body" : "cookie",
            remember: String(parameters.remember ?? true) === "true",
            deviceToken: deviceCookie.read(request),
            replaces: isOffline ? undefined : await sessions.findByToken(cookie.read(request)),
          },
        },
        context,
      );
      return answerWithGrant(reply, grant);
    },
  );

  app.post(
    "/refresh-token",
    {
      config: { public: true, usesCookie: true, rateLimit: { name: "refresh-token", perMinute: 120 } },
      schema: {
        operationId: "refreshToken",
        tags: ["Session"],
        summary: "Exchange the refresh cookie for an access token",
        security: [{ cookie: [] }],
        response: { 200: TokenResponse, 401: Problem, 403: Problem, 429: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const token = cookie.read(request);
      if (!token) throw new AppError("refresh_missing");
      return answerWithGrant(reply, await refreshSession(token, "cookie", auditContextOf(request)));
    },
  );
};

function requireParameter(
  parameters: TokenParameters,
  name: "username" | "password" | "refresh_token",
): string {
  const value = parameters[name];
  if (!value) {
    const message = `${name} is required`;
    throw new AppError("invalid_request", { message, errors: { [name]: "is required" } });
  }
  return value;
}
