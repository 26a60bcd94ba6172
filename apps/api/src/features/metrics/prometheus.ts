import type { FastifyReply, FastifyRequest } from "fastify";
import { auditEventTypes } from "@gatehouse/shared/audit-event-types";
import { collectDefaultMetrics, Counter, Gauge, type Histogram, Registry } from "prom-client";
import { RequestDurations } from "./request-durations.ts";
import type { SecurityFigures } from "./security-figures.ts";

interface PrometheusOptions {
  readFigures: () => Promise<SecurityFigures>;
  countWaitingPasswords: () => number;
}

/** Measures for Prometheus: requests by route, and what the database and the password queue say when it asks. */
export function createPrometheus({ readFigures, countWaitingPasswords }: PrometheusOptions) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new RequestDurations();
  registry.registerMetric(durations as unknown as Histogram);
  const sessions = new Gauge({
    name: "gatehouse_active_sessions",
    help: "Sessions that are neither ended nor expired.",
    registers: [registry],
  });
  const auditEvents = new Counter({
    name: "gatehouse_audit_events_total",
    help: "Audit events of this process, such as login.succeeded, login.failed, refresh.reuse_detected.",
    labelNames: ["type"] as const,
    registers: [registry],
  });
  // From nothing to the first one is a rise too.
  for (const type of auditEventTypes) auditEvents.inc({ type }, 0);
  const auditEventsToday = new Gauge({
    name: "gatehouse_audit_events_today",
    help: "Audit events of all processes since midnight UTC.",
    labelNames: ["type"] as const,
    registers: [registry],
  });
  void new Gauge({
    name: "gatehouse_password_queue_length",
    help: "Passwords that wait to be hashed or verified.",
    registers: [registry],
    collect() {
      this.set(countWaitingPasswords());
    },
  });

  return {
    contentType: registry.contentType,
    async text() {
      const { events, activeSessions } = await readFigures();
      sessions.set(activeSessions);
      auditEventsToday.reset();
      for (const [type, count] of events) auditEventsToday.set({ type }, count);
      return await registry.metrics();
    },
    countAuditEvent: (type: string) => auditEvents.inc({ type }),
    observe(request: FastifyRequest, reply: FastifyReply) {
      const { config, url } = request.routeOptions;
      durations.observe(config, reply.statusCode, reply.elapsedTime / 1000, () =>
        url === undefined ? { method: "any", route: "unknown" } : { method: request.method, route: url },
      );
    },
  };
}
