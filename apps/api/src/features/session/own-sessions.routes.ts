import { Id } from "@gatehouse/shared/fields";
import { Problem } from "@gatehouse/shared/problem";
import { Session } from "@gatehouse/shared/sessions";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { type AuditContext, auditContextOf } from "../../audit/audit-log.ts";
import { AppError } from "../../errors.ts";
import { requirePerson } from "../../plugins/access-token.ts";
import { toSessionRecord } from "./session-record.ts";
import type { SessionService } from "./session.service.ts";

export interface OwnSessionsRouteOptions {
  sessions: SessionService;
  /** Throws `reauthentication_required`. */
  requireProof: (context: AuditContext) => Promise<void>;
}

const NoContent = Type.Null({ description: "Done." });
const tags = ["Session"];

/** One's own sessions. Another than this one is ended only by who has just shown who he is. */
export const ownSessionsRoutes: FastifyPluginAsyncTypebox<OwnSessionsRouteOptions> = async (
  app,
  { sessions, requireProof },
) => {
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
