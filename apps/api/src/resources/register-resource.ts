import type { FastifyInstance } from "fastify";
import { registerBulk } from "./bulk.routes.ts";
import { registerList } from "./list.route.ts";
import { registerRecord } from "./record.routes.ts";
import type { ResourceContext } from "./resource-context.ts";
import type { Resource } from "./resource.ts";

/** Gives a declared resource its routes: list, getMany, get, create, update, delete, bulk, CSV. */
export function registerResource(app: FastifyInstance, context: ResourceContext, resource: Resource): void {
  registerList(app, context, resource);
  registerRecord(app, context, resource);
  registerBulk(app, context, resource);
}
