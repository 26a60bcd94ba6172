import fp from "fastify-plugin";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import type { PasswordHasher } from "../../password/password-hasher.ts";
import type { AccessCheck } from "../../plugins/access-token.ts";
import { metricsRoutes } from "./metrics.routes.ts";
import { createPrometheus } from "./prometheus.ts";
import { createRequestCount } from "./request-count.ts";
import { readSecurityFigures } from "./security-figures.ts";

interface MetricsOptions {
  database: Database;
  clock: Clock;
  hasher: PasswordHasher;
  accessCheck: AccessCheck;
}

/** Counts and measures every request, and tells it to those who may know. */
export const metrics = fp<MetricsOptions>(
  async (app, { database, clock, hasher, accessCheck }) => {
    const readFigures = () => readSecurityFigures(database, clock);
    const prometheus = createPrometheus({ readFigures, countWaitingPasswords: () => hasher.countWaiting() });
    app.auditListeners.add(({ type }) => prometheus.countAuditEvent(type));
    const requestCount = createRequestCount(database, clock);
    requestCount.start();
    app.addHook("preClose", () => requestCount.stop());
    app.addHook("onResponse", (request, reply, done) => {
      requestCount.note();
      prometheus.observe(request, reply);
      done();
    });
    await app.register(metricsRoutes, { prometheus, requestCount, readFigures, accessCheck });
  },
  { name: "metrics", dependencies: ["audit-listeners"] },
);
