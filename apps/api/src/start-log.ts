import type { FastifyBaseLogger } from "fastify";

/** For the few lines of a start that operators wait for or must not miss: they are written at every LOG_LEVEL. */
export const startLogOf = (log: FastifyBaseLogger): FastifyBaseLogger => log.child({}, { level: "info" });
