import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Problem } from "@gatehouse/shared/problem";
import { CodeAndPassword, PasswordResetRequest, TokenResponse } from "@gatehouse/shared/session-api";
import { Type } from "typebox";
import { auditContextOf } from "../../audit/audit-log.ts";
import type { SessionPort } from "../../session-port.ts";
import type { WorkLater } from "../../work-after-answers.ts";
import type { CodeSpending } from "./code-spending.ts";
import type { RequestPasswordReset } from "./forgotten-password.ts";

export interface InvitationRouteOptions {
  codes: CodeSpending;
  /** Absent where no mail is set up. */
  requestPasswordReset: RequestPasswordReset | undefined;
  workLater: WorkLater;
  browser: Pick<SessionPort, "browserSessionOptions" | "answerWithGrant">;
}

const tags = ["Account"];

/** Codes are as long as keys; the limit is for whoever tries all the same. */
const codeLimit = { name: "codes", perMinute: 20, isShared: true };

/** Links with a one-time code: invitations, and forgotten passwords. */
export const invitationRoutes: FastifyPluginAsyncTypebox<InvitationRouteOptions> = async (
  app,
  { codes, browser, requestPasswordReset, workLater },
) => {
  app.post(
    "/invitations/accept",
    {
      config: { public: true, usesCookie: true, rateLimit: codeLimit },
      schema: {
        operationId: "acceptInvitation",
        tags,
        summary: "Set one's first password by the invitation's code, and sign in",
        security: [],
        body: CodeAndPassword,
        response: { 201: TokenResponse, 400: Problem, 403: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const session = await browser.browserSessionOptions(request);
      const grant = await codes.acceptInvitation(request.body, session, auditContextOf(request));
      return reply.code(201).send(browser.answerWithGrant(reply, grant));
    },
  );

  app.post(
    "/password-reset",
    {
      config: { public: true, rateLimit: codeLimit },
      schema: {
        operationId: "requestPasswordReset",
        tags,
        summary: "Ask for a new password; the answer is the same whether there is such an account or not",
        description:
          "The link is mailed. Where no mail is set up nothing is sent: administrators hand out links themselves.",
        security: [],
        body: PasswordResetRequest,
        response: { 202: Type.Null(), 400: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const { email } = request.body;
      const context = auditContextOf(request);
      if (requestPasswordReset) workLater(() => requestPasswordReset(email, context));
      return reply.code(202).send(null);
    },
  );

  app.post(
    "/password-reset/confirm",
    {
      config: { public: true, rateLimit: codeLimit },
      schema: {
        operationId: "confirmPasswordReset",
        tags,
        summary: "Choose a new password by a code; all sessions end",
        security: [],
        body: CodeAndPassword,
        response: { 204: Type.Null(), 400: Problem, 403: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      await codes.confirmReset(request.body, auditContextOf(request));
      return reply.code(204).send(null);
    },
  );
};
