import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { presentRecord, requireRight, viewFor } from "./access.ts";
import { prefersCsv } from "./accepted-type.ts";
import { streamCsv } from "./csv-export.ts";
import type { Condition } from "./conditions.ts";
import { isSearchable, parseListQuery, type ListParameters, type ListQuery } from "./list-query.ts";
import { operationIdOf } from "./operation-id.ts";
import { callerOf, type ResourceContext } from "./resource-context.ts";
import type { Resource } from "./resource.ts";
import { ListQuerystring, problems, refer } from "./resource-schemas.ts";
import { toRecord } from "./stored-record.ts";

/** GET of many: a page of a list, all records of some ids, or every record of a filter as CSV. */
export function registerList(app: FastifyInstance, context: ResourceContext, resource: Resource): void {
  app.get<{ Querystring: ListParameters }>(
    `/${resource.name}`,
    {
      schema: listSchema(app, resource),
      serializerCompiler: () => (payload) => JSON.stringify(payload),
      onRequest: async (request) => void viewFor(resource, callerOf(request), "list"),
    },
    (request, reply) =>
      prefersCsv(request.headers.accept)
        ? answerCsv(context, resource, request, reply)
        : answerPage(context, resource, request, reply),
  );
}

type ListRequest = FastifyRequest<{ Querystring: ListParameters }>;

async function answerPage(
  { lists }: ResourceContext,
  resource: Resource,
  request: ListRequest,
  reply: FastifyReply,
) {
  const caller = callerOf(request);
  const view = viewFor(resource, caller, "list");
  const query = ownQuery(resource, request, parseListQuery(resource, request.query, view.fields));
  const { json, rows, total } = await lists.read(resource, query, view);
  const count = json ? json.count : rows.length;
  const span = count === 0 ? "*" : `${query.offset}-${query.offset + count - 1}`;
  reply.header("content-range", `${resource.name} ${span}/${total}`);
  varyByAccept(reply);
  if (!json) return rows.map((row) => presentRecord(resource, toRecord(resource, row), caller, view));
  reply.type("application/json; charset=utf-8");
  return json.text;
}

/** The query of those records that the caller may see at all. */
function ownQuery({ ownerField }: Resource, request: ListRequest, query: ListQuery): ListQuery {
  if (ownerField === undefined) return query;
  const isOwn: Condition = { field: ownerField, operator: "eq", value: callerOf(request).userId };
  return { ...query, conditions: [...query.conditions, isOwn] };
}

/** CORS may have said before that the answer depends on the origin. */
const varyByAccept = (reply: FastifyReply) =>
  reply.header("vary", [reply.getHeader("vary") ?? [], "accept"].flat().join(", "));

function answerCsv(context: ResourceContext, resource: Resource, request: ListRequest, reply: FastifyReply) {
  const caller = callerOf(request);
  requireRight(resource, caller, "export");
  const view = viewFor(resource, caller, "export");
  const query = ownQuery(resource, request, parseListQuery(resource, request.query, view.fields));
  const day = new Date(context.clock.now()).toISOString().slice(0, 10);
  return varyByAccept(reply)
    .type("text/csv; charset=utf-8")
    .header("content-disposition", `attachment; filename="${resource.name}-${day}.csv"`)
    .send(streamCsv(context, resource, query, { caller, view }));
}

function listSchema(app: FastifyInstance, resource: Resource) {
  const record = refer(app, resource.schema);
  const items = resource.referenceSchema
    ? Type.Union([record, refer(app, resource.referenceSchema)])
    : record;
  return {
    operationId: operationIdOf("list", resource.name),
    tags: [resource.name],
    summary: `A page of ${resource.name}, or with Accept: text/csv all of a filter`,
    description: describeFields(resource),
    querystring: ListQuerystring,
    response: {
      200: {
        description: "The rows of the range; all rows where CSV was asked for.",
        headers: { "Content-Range": { type: "string", description: `\`${resource.name} 0-24/319\`` } },
        content: {
          "application/json": { schema: Type.Array(items) },
          "text/csv": { schema: Type.String({ examples: [`${[...resource.fields].join(",")}\r\n`] }) },
        },
      },
      ...problems(400, 401, 403),
    },
  };
}

function describeFields(resource: Resource): string {
  const filters = ["id", ...resource.filterable, ...(isSearchable(resource) ? ["q"] : [])];
  return `Sorted by: ${["id", ...resource.sortable].join(", ")}. Filtered by: ${filters.join(", ")}.`;
}
