import fp from "fastify-plugin";
import type { AuditContext, AuditEntry } from "./audit-log.ts";

/** What is told of an audit event that a request caused, once it is committed. It must not throw. */
export type AuditListener = (entry: AuditEntry, context: AuditContext) => void;

export interface AuditListeners {
  add(listener: AuditListener): void;
  tell: AuditListener;
}

declare module "fastify" {
  interface FastifyInstance {
    auditListeners: AuditListeners;
  }
}

/** For whoever counts audit events, or tells people of those that concern them. */
export const auditListeners = fp(
  async (app) => {
    const listeners: AuditListener[] = [];
    app.decorate("auditListeners", {
      add: (listener) => void listeners.push(listener),
      tell(entry, context) {
        for (const listener of listeners) listener(entry, context);
      },
    });
  },
  { name: "audit-listeners" },
);
