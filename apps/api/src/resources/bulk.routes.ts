import type { FastifyInstance, FastifyRequest } from "fastify";
import { requireRight } from "./access.ts";
import { parseBulkIds } from "./bulk-ids.ts";
import { changeRecords, deleteRecords } from "./change-record.ts";
import { callerOf, changeOf, type ResourceContext } from "./resource-context.ts";
import { preconditionOf } from "./requested-changes.ts";
import type { Resource } from "./resource.ts";
import { operationIdOf } from "./operation-id.ts";
import { BulkAnswer, BulkQuerystring, problems, updateSchema, VersionHeaders } from "./resource-schemas.ts";

interface BulkRoute {
  Querystring: { filter: string };
  Body: Record<string, unknown>;
}

type BulkRequest = FastifyRequest<BulkRoute>;

/** PATCH and DELETE of many records in one transaction: all or none. */
export function registerBulk(app: FastifyInstance, context: ResourceContext, resource: Resource): void {
  const path = `/${resource.name}`;
  const onRequest = (action: string) => async (request: FastifyRequest) =>
    requireRight(resource, callerOf(request), action);
  if (resource.writable) {
    const schema = { ...bulkSchema(app, resource, "Change"), body: updateSchema(resource) };
    const options = { schema, onRequest: onRequest("edit") };
    app.patch<BulkRoute>(path, options, (request) => answerBulkUpdate(context, resource, request));
  }
  if (resource.isDeletable) {
    const options = { schema: bulkSchema(app, resource, "Delete"), onRequest: onRequest("delete") };
    app.delete<BulkRoute>(path, options, (request) => answerBulkDelete(context, resource, request));
  }
}

async function answerBulkUpdate(context: ResourceContext, resource: Resource, request: BulkRequest) {
  const ids = parseBulkIds(request.query.filter);
  const { body } = request;
  await context.database.write((writer) =>
    changeRecords(changeOf(context, request, writer), resource, ids, {
      body,
      precondition: preconditionOf(request),
    }),
  );
  return ids;
}

async function answerBulkDelete(context: ResourceContext, resource: Resource, request: BulkRequest) {
  const ids = parseBulkIds(request.query.filter);
  await context.database.write((writer) =>
    deleteRecords(changeOf(context, request, writer), resource, ids, preconditionOf(request)),
  );
  return ids;
}

const bulkSchema = (app: FastifyInstance, resource: Resource, verb: "Change" | "Delete") => ({
  operationId: operationIdOf(`${verb.toLowerCase()}-many`, resource.name),
  tags: [resource.name],
  summary: `${verb} several ${resource.name}, all or none`,
  querystring: BulkQuerystring,
  headers: VersionHeaders,
  response: { 200: BulkAnswer, ...problems(400, 401, 403, 404, 409, 412) },
});
