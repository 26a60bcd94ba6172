import type { FastifyRequest } from "fastify";
import { auditContextOf } from "../audit/audit-log.ts";
import type { Clock } from "../clock.ts";
import type { Database, Writer } from "../database/database.ts";
import { requireAccess } from "../plugins/access-token.ts";
import type { ListReader } from "./list-reader.ts";
import type { Caller, ChangeContext } from "./resource.ts";

/** What the routes of all resources share. */
export interface ResourceContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly lists: ListReader;
}

export const callerOf = (request: FastifyRequest): Caller => requireAccess(request);

/** The change that a request makes in a transaction. */
export const changeOf = (
  context: ResourceContext,
  request: FastifyRequest,
  writer: Writer,
): ChangeContext => ({
  writer,
  engine: context.database.engine,
  now: context.clock.now(),
  caller: callerOf(request),
  audit: auditContextOf(request),
});
