import type { FastifyReply, FastifyRequest } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { SecurityFigures } from "./security-figures.ts";

interface PrometheusOptions {
  readFigures: () => Promise<SecurityFigures>;
  countWaitingPasswords: () => number;
}

type Observer = { observe(seconds: number): void };

const latencyBuckets = [0.001, 0.005, 0.02, 0.05, 0.1, 0.3, 1, 3];

/** Measures for Prometheus: requests by route, and what the database and the password queue say when it asks. */
export function createPrometheus({ readFigures, countWaitingPasswords }: PrometheusOptions) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "gatehouse_http_request_duration_seconds",
    help: "Answered requests by route.",
    labelNames: ["method", "route", "status"] as const,
    buckets: latencyBuckets,
    registers: [registry],
  });
  const sessions = new Gauge({
    name: "gatehouse_active_sessions",
    help: "Sessions that are neither ended nor expired.",
    registers: [registry],
  });
  const auditEvents = new Gauge({
    name: "gatehouse_audit_events_today",
    help: "Audit events since midnight UTC, such as login.succeeded, login.failed, refresh.reuse_detected.",
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

  // Looking the labels up for each request would cost more than measuring it.
  const observers = new Map<string, Observer>();

  function observerOf(method: string, route: string, status: number): Observer {
    const key = `${method} ${status} ${route}`;
    const known = observers.get(key);
    if (known) return known;
    const made = requests.labels(method, route, String(status));
    observers.set(key, made);
    return made;
  }

  return {
    contentType: registry.contentType,
    async text() {
      const { events, activeSessions } = await readFigures();
      sessions.set(activeSessions);
      auditEvents.reset();
      for (const [type, count] of events) auditEvents.set({ type }, count);
      return await registry.metrics();
    },
    observe(request: FastifyRequest, reply: FastifyReply) {
      const route = request.routeOptions.url ?? "unknown";
      observerOf(request.method, route, reply.statusCode).observe(reply.elapsedTime / 1000);
    },
  };
}
