import { Problem } from "@gatehouse/shared/problem";
import { SetupRequest, TokenResponse } from "@gatehouse/shared/session-api";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { auditContextOf } from "../../audit/audit-log.ts";
import type { SessionPort } from "../../session-port.ts";
import type { FirstRun } from "./first-run.ts";

export interface SetupRouteOptions {
  firstRun: FirstRun;
  browser: Pick<SessionPort, "browserSessionOptions" | "answerWithGrant">;
}

/** The first administrator of an installation. */
export const setupRoutes: FastifyPluginAsyncTypebox<SetupRouteOptions> = async (app, options) => {
  const { firstRun, browser } = options;
  app.post(
    "/setup",
    {
      config: {
        public: true,
        usesCookie: true,
        rateLimit: { name: "setup", perMinute: 20, isShared: true },
      },
      schema: {
        operationId: "setUp",
        tags: ["Account"],
        summary: "Make the first administrator with the code a start prints, and sign in",
        security: [],
        body: SetupRequest,
        response: { 201: TokenResponse, 400: Problem, 403: Problem, 410: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const session = await browser.browserSessionOptions(request);
      const grant = await firstRun.complete(request.body, session, auditContextOf(request));
      return reply.code(201).send(browser.answerWithGrant(reply, grant));
    },
  );
};
