import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";
import { presentRecord, requireRight, viewFor } from "./access.ts";
import { changeRecord, createRecord, deleteRecord, showChanged } from "./change-record.ts";
import { etagOf } from "./etag.ts";
import { findRecord } from "./find-record.ts";
import { answerOnce } from "./idempotent-answer.ts";
import { warnOf } from "./warning.ts";
import { createSchema, deleteSchema, getSchema, replaceSchema } from "./record-schemas.ts";
import { callerOf, changeOf, type ResourceContext } from "./resource-context.ts";
import { preconditionOf } from "./requested-changes.ts";
import type { Resource, ResourceRecord } from "./resource.ts";

type RecordRequest = FastifyRequest<{ Params: { id: string }; Body: Record<string, unknown> }>;
interface RecordRoute {
  Params: { id: string };
  Body: Record<string, unknown>;
}

/** Bodies are checked by the schema; answers hold declared columns only and need no second filter. */
const serializerCompiler = () => (payload: unknown) => JSON.stringify(payload);

/** The routes of one record at a time. */
export function registerRecord(app: FastifyInstance, context: ResourceContext, resource: Resource): void {
  const path = `/${resource.name}/:id`;
  const onRequest = (action: string) => async (request: FastifyRequest) =>
    requireRight(resource, callerOf(request), action);
  app.get<RecordRoute>(path, { schema: getSchema(app, resource), serializerCompiler }, (request, reply) =>
    answerRecord(context, resource, request, reply),
  );
  if (resource.create) {
    const options = {
      schema: createSchema(app, resource),
      serializerCompiler,
      onRequest: onRequest("create"),
    };
    app.post<RecordRoute>(`/${resource.name}`, options, (request, reply) =>
      answerCreate(context, resource, request, reply),
    );
  }
  if (resource.writable) {
    for (const method of ["put", "patch"] as const) {
      const schema = replaceSchema(app, resource, method);
      const options = { schema, serializerCompiler, onRequest: onRequest("edit") };
      app[method]<RecordRoute>(path, options, (request, reply) =>
        answerUpdate(context, resource, request, reply),
      );
    }
  }
  if (resource.isDeletable) {
    const options = {
      schema: deleteSchema(app, resource),
      serializerCompiler,
      onRequest: onRequest("delete"),
    };
    app.delete<RecordRoute>(path, options, (request) => answerDelete(context, resource, request));
  }
}

async function answerRecord(
  { database }: ResourceContext,
  resource: Resource,
  request: RecordRequest,
  reply: FastifyReply,
) {
  const caller = callerOf(request);
  const view = viewFor(resource, caller, "show");
  const record = await findRecord(database.read, resource, request.params.id);
  // What is another's own does not exist for the caller.
  const { ownerField } = resource;
  if (!record || (ownerField && record[ownerField] !== caller.userId)) throw new AppError("not_found");
  reply.header("etag", etagOf(record.version));
  return presentRecord(resource, record, caller, view);
}

async function answerCreate(
  context: ResourceContext,
  resource: Resource,
  request: RecordRequest,
  reply: FastifyReply,
) {
  reply.code(201);
  const answer = await answerOnce(context, request, reply, async (keep) => {
    const { record, shown, secrets } = await context.database.write(async (writer) => {
      const change = changeOf(context, request, writer);
      const created = await createRecord(change, resource, request.body);
      const body = showChanged(resource, created, change);
      await keep(writer, { status: 201, body });
      return { record: created, shown: body, secrets: await resource.hooks.reveal?.(created, change) };
    });
    const left = secrets && (await resource.hooks.deliver?.(record, secrets));
    return { ...shown, ...(left ?? secrets) };
  });
  await finishReply(context, resource, answer, reply);
  reply.header("location", `${request.url.split("?")[0]}/${answer.id}`);
  return answer;
}

async function answerUpdate(
  context: ResourceContext,
  resource: Resource,
  request: RecordRequest,
  reply: FastifyReply,
) {
  const precondition = preconditionOf(request);
  const { record, shown } = await context.database.write(async (writer) => {
    const change = changeOf(context, request, writer);
    const { body } = request;
    const changed = await changeRecord(change, resource, request.params.id, { body, precondition });
    return { record: changed, shown: showChanged(resource, changed, change) };
  });
  await finishReply(context, resource, record, reply);
  return shown;
}

async function answerDelete(context: ResourceContext, resource: Resource, request: RecordRequest) {
  const precondition = preconditionOf(request);
  return await context.database.write(async (writer) => {
    const change = changeOf(context, request, writer);
    const deleted = await deleteRecord(change, resource, request.params.id, precondition);
    return showChanged(resource, deleted, change);
  });
}

/** The new version, and what the person should know about what he has just written. */
export async function finishReply(
  { database }: ResourceContext,
  resource: Resource,
  record: ResourceRecord,
  reply: FastifyReply,
): Promise<void> {
  reply.header("etag", etagOf(record.version));
  const warning = await resource.hooks.warn?.(record, database.read);
  if (warning !== undefined) reply.header("warning", warnOf(warning));
}
