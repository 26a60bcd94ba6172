import { Id, Nullable } from "@gatehouse/shared/fields";
import { Problem } from "@gatehouse/shared/problem";
import { Session } from "@gatehouse/shared/sessions";
import { LogoutRequest } from "@gatehouse/shared/session-api";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { type AuditContext, auditContextOf } from "../../audit/audit-log.ts";
import { AppError } from "../../errors.ts";
import { requirePerson } from "../../plugins/access-token.ts";
import type { Logout } from "./logout.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";
import { toSessionRecord } from "./session-record.ts";
import type { SessionService } from "./session.service.ts";

export interface SessionRouteOptions {
  sessions: SessionService;
  logout: Logout;
  cookie: RefreshCookie;
  /** Throws `reauthentication_required`. */
  requireProof: (context: AuditContext) => Promise<void>;
}

const NoContent = Type.Null({ description: "Done." });
const tags = ["Session"];

/** Signing out, and one's own sessions. */
export const sessionRoutes: FastifyPluginAsyncTypebox<SessionRouteOptions> = async (app, options) => {
  const { sessions, logout, cookie, requireProof } = options;

  app.post(
    "/logout",
    {
      config: { public: true, usesCookie: true },
      schema: {
        operationId: "logout",
        tags,
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

  app.get(
    "/me/sessions",
    {
      schema: {
        operationId: "listOwnSessions",
        tags,
        summary: "One's own living sessions, the latest seen first",
        response: { 200: Type.Array(Session), 401: Problem, 403: Problem },
      },
    },
    async (request) => {
      const { userId, sessionId } = requirePerson(request);
      const rows = await sessions.listLive(userId);
      return rows.map((row) => toSessionRecord(row, sessionId));
    },
  );

  app.delete(
    "/me/sessions/:id",
    {
      schema: {
        operationId: "endOwnSession",
        tags,
        summary: "End one of one's own sessions; another than this one only by who has just shown who he is",
        params: Type.Object({ id: Id }),
        response: { 204: NoContent, 401: Problem, 403: Problem, 404: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const { userId, sessionId } = requirePerson(request);
      const context = auditContextOf(request);
      const session = await sessions.find(request.params.id);
      if (session?.user_id !== userId) throw new AppError("not_found");
      if (session.id !== sessionId) await requireProof(context);
      await sessions.endSession(session.id, "user", context);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/me/sessions",
    {
      schema: {
        operationId: "endOtherSessions",
        tags,
        summary: "End all of one's own sessions but this one, once one has just shown who one is",
        response: { 204: NoContent, 401: Problem, 403: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const { userId, sessionId } = requirePerson(request);
      const context = auditContextOf(request);
      await requireProof(context);
      await sessions.endSessionsOf(userId, "user", context, sessionId ?? undefined);
      return reply.code(204).send(null);
    },
  );
};
