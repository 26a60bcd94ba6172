import { AdminMetrics } from "@gatehouse/shared/admin-metrics";
import { isAllowed } from "@gatehouse/shared/permissions";
import { Problem } from "@gatehouse/shared/problem";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import ipaddr from "ipaddr.js";
import { Type } from "typebox";
import { AppError } from "../../errors.ts";
import {
  type Access,
  type AccessCheck,
  isForEnrolment,
  readBearer,
  requireAccess,
} from "../../plugins/access-token.ts";
import type { createPrometheus } from "./prometheus.ts";
import type { RequestCount } from "./request-count.ts";
import type { SecurityFigures } from "./security-figures.ts";

export interface MetricsRouteOptions {
  prometheus: ReturnType<typeof createPrometheus>;
  requestCount: RequestCount;
  readFigures: () => Promise<SecurityFigures>;
  accessCheck: AccessCheck;
}

const textAnswer = {
  description: "The measures in Prometheus' own format.",
  content: { "text/plain": { schema: Type.String({ examples: ["gatehouse_sign_ins_total 12\n"] }) } },
};

/** `/metrics` for Prometheus, and the figures that administrators see. */
export const metricsRoutes: FastifyPluginAsyncTypebox<MetricsRouteOptions> = async (app, options) => {
  const { prometheus, requestCount, readFigures, accessCheck } = options;
  const startedAt = performance.now();

  app.get(
    "/metrics",
    {
      // Whoever is on this machine may read it without a token; the handler asks everybody else for one.
      config: { public: true },
      schema: {
        operationId: "getMetrics",
        tags: ["Operating"],
        summary: "Measures for Prometheus: from this machine, or with an administrator's Bearer",
        security: [{}, { bearer: [] }],
        response: { 200: textAnswer, 401: Problem, 403: Problem },
      },
    },
    async (request, reply) => {
      if (!isFromThisMachine(request)) await requireAdministrator(request, accessCheck);
      return reply.type(prometheus.contentType).send(await prometheus.text());
    },
  );

  app.get(
    "/api/admin/metrics",
    {
      schema: {
        operationId: "getAdminMetrics",
        tags: ["Operating"],
        summary: "Today's requests and sign-ins, and the sessions there are",
        response: { 200: AdminMetrics, 401: Problem, 403: Problem },
      },
    },
    async (request) => {
      requireReaderOfAudit(requireAccess(request));
      const { events, activeSessions } = await readFigures();
      return {
        requests_today: await requestCount.today(),
        uptime: Math.floor((performance.now() - startedAt) / 1000),
        sign_ins_today: events.get("login.succeeded") ?? 0,
        failed_sign_ins_today: events.get("login.failed") ?? 0,
        reuse_detections_today: events.get("refresh.reuse_detected") ?? 0,
        active_sessions: activeSessions,
      };
    },
  );
};

/** A proxy on this machine passes on what comes from elsewhere, and says so. */
const isFromThisMachine = ({ ip, headers }: FastifyRequest) =>
  headers["x-forwarded-for"] === undefined &&
  headers["forwarded"] === undefined &&
  headers["via"] === undefined &&
  ipaddr.isValid(ip) &&
  ipaddr.process(ip).range() === "loopback";

async function requireAdministrator(request: FastifyRequest, accessCheck: AccessCheck): Promise<void> {
  const token = readBearer(request);
  if (token === undefined) throw new AppError("token_missing");
  const { role, sub: userId, scope } = accessCheck.recall(token) ?? (await accessCheck.verify(token));
  if (isForEnrolment(scope)) throw new AppError("second_factor_missing");
  requireReaderOfAudit({ role, userId });
}

/** Who may read the audit log may read what is counted from it. */
function requireReaderOfAudit({ role, userId }: Pick<Access, "role" | "userId">): void {
  const question = { role, userId, resource: "audit-events", action: "list" };
  if (!isAllowed(question)) throw new AppError("insufficient_scope");
}
