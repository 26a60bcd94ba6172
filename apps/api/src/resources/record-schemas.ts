import type { FastifyInstance } from "fastify";
import { Type, type TSchema } from "typebox";
import { operationIdOf } from "./operation-id.ts";
import {
  CreateHeaders,
  problems,
  RecordParams,
  refer,
  updateSchema,
  VersionHeaders,
} from "./resource-schemas.ts";
import type { Resource } from "./resource.ts";

const etag = { ETag: { type: "string", description: "The record's version, for If-Match." } };

/** An answer with a record in JSON, with its version as ETag. */
export const recordAnswer = (description: string, schema: TSchema) => ({
  description,
  headers: etag,
  content: { "application/json": { schema } },
});

const operation = (resource: Resource, verb: string) => ({
  operationId: operationIdOf(verb, resource.noun),
  tags: [resource.name],
});

export const getSchema = (app: FastifyInstance, resource: Resource) => ({
  ...operation(resource, "get"),
  summary: `One ${resource.noun}`,
  params: RecordParams,
  response: {
    200: recordAnswer("The record.", readable(app, resource)),
    ...problems(401, 403, 404),
  },
});

export const createSchema = (app: FastifyInstance, resource: Resource) => ({
  ...operation(resource, "create"),
  summary: `Make a new ${resource.noun}`,
  headers: CreateHeaders,
  ...(resource.create && { body: refer(app, resource.create) }),
  response: {
    201: recordAnswer("The new record.", refer(app, resource.created ?? resource.schema)),
    ...problems(400, 401, 403, 409, 422),
  },
});

export const replaceSchema = (app: FastifyInstance, resource: Resource, method: "put" | "patch") => ({
  ...operation(resource, method === "put" ? "update" : "patch"),
  summary: `Change fields of a ${resource.noun}`,
  description:
    "Fields that are left out stay as they are. Fields set by the server may be sent as they are stored, as React " +
    "Admin does; another value is refused. A `version` that is not the stored one answers 412.",
  params: RecordParams,
  headers: VersionHeaders,
  body: updateSchema(resource),
  response: {
    200: recordAnswer("The record as it is now.", refer(app, resource.schema)),
    ...problems(400, 401, 403, 404, 409, 412),
  },
});

export const deleteSchema = (app: FastifyInstance, resource: Resource) => ({
  ...operation(resource, "delete"),
  summary: `Delete a ${resource.noun}`,
  params: RecordParams,
  headers: VersionHeaders,
  response: {
    200: recordAnswer("The record as it was.", refer(app, resource.schema)),
    ...problems(401, 403, 404, 409, 412),
  },
});

function readable(app: FastifyInstance, resource: Resource): TSchema {
  const record = refer(app, resource.schema);
  return resource.referenceSchema ? Type.Union([record, refer(app, resource.referenceSchema)]) : record;
}
