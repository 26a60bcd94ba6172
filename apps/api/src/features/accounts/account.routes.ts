import { Problem } from "@gatehouse/shared/problem";
import { Me, MeUpdate, PasswordChange, RegisterRequest, TokenResponse } from "@gatehouse/shared/session-api";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { auditContextOf } from "../../audit/audit-log.ts";
import { requirePerson } from "../../plugins/access-token.ts";
import type { SessionPort } from "../../session-port.ts";
import type { PasswordChanges } from "./password-change.ts";
import type { Profiles } from "./profile.ts";
import type { Register } from "./registration.ts";

export interface AccountRouteOptions {
  register: Register;
  profiles: Profiles;
  passwordChanges: PasswordChanges;
  browser: Pick<SessionPort, "browserSessionOptions" | "answerWithGrant">;
}

const tags = ["Account"];

/** Registration and one's own account. */
export const accountRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, options) => {
  const { register, profiles, passwordChanges, browser } = options;

  app.post(
    "/register",
    {
      config: {
        public: true,
        usesCookie: true,
        rateLimit: { name: "register", perMinute: 20, isShared: true },
      },
      schema: {
        operationId: "register",
        tags,
        summary: "Make an account and sign in",
        security: [],
        body: RegisterRequest,
        response: { 201: TokenResponse, 400: Problem, 403: Problem, 409: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const session = await browser.browserSessionOptions(request);
      const grant = await register(request.body, session, auditContextOf(request));
      return reply.code(201).send(browser.answerWithGrant(reply, grant));
    },
  );

  app.get(
    "/me",
    {
      config: { duringEnrolment: true },
      schema: {
        operationId: "getMe",
        tags,
        summary: "One's own account, rights and session",
        response: { 200: Me, 401: Problem, 403: Problem, 503: Problem },
      },
    },
    async (request) => {
      const { userId, sessionId } = requirePerson(request);
      return { ...(await profiles.read(userId)), sessionId };
    },
  );

  app.patch(
    "/me",
    {
      schema: {
        operationId: "updateMe",
        tags,
        summary: "Change one's own name, or the email with the current password",
        body: MeUpdate,
        response: { 200: Me, 400: Problem, 401: Problem, 403: Problem, 409: Problem, 429: Problem },
      },
    },
    async (request) => {
      const { userId, sessionId } = requirePerson(request);
      return { ...(await profiles.update(userId, request.body, auditContextOf(request))), sessionId };
    },
  );

  app.post(
    "/me/password",
    {
      schema: {
        operationId: "changePassword",
        tags,
        summary: "Change one's own password and end all other sessions",
        body: PasswordChange,
        response: { 204: Type.Null(), 400: Problem, 401: Problem, 403: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const { userId } = requirePerson(request);
      await passwordChanges.change(userId, request.body, auditContextOf(request));
      return reply.code(204).send(null);
    },
  );
};
