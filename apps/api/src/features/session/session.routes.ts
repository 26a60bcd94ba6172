import { Nullable } from "@gatehouse/shared/fields";
import { Problem } from "@gatehouse/shared/problem";
import { LogoutRequest } from "@gatehouse/shared/session-api";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { auditContextOf } from "../../audit/audit-log.ts";
import type { Logout } from "./logout.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";

export interface SessionRouteOptions {
  logout: Logout;
  cookie: RefreshCookie;
}

const NoContent = Type.Null({ description: "Done." });

/** Signing out. */
export const sessionRoutes: FastifyPluginAsyncTypebox<SessionRouteOptions> = async (app, options) => {
  const { logout, cookie } = options;

  app.post(
    "/logout",
    {
      config: { public: true, usesCookie: true },
      schema: {
        operationId: "logout",
        tags: ["Session"],
        summary: "End this session and clear its cookie",
        security: [{}, { cookie: [] }, { bearer: [] }],
        body: Nullable(LogoutRequest),
        response: { 204: NoContent, 403: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const shouldClear = await logout({
        request,
        cookieToken: cookie.read(request),
        sid: request.body?.sid,
        context: auditContextOf(request),
      });
      if (shouldClear) cookie.clear(reply);
      return reply.code(204).send(null);
    },
  );
};
