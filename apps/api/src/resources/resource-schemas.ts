import { Nullable, Strict } from "@gatehouse/shared/fields";
import { Problem } from "@gatehouse/shared/problem";
import type { FastifyInstance } from "fastify";
import { Type, type TObject, type TSchema } from "typebox";
import type { Resource } from "./resource.ts";

const description = {
  sort: 'JSON: field and direction, such as `["dueDate","DESC"]`. Ties are broken by id.',
  range: "JSON: first and last row, counted from 0, such as `[0,24]`; at most 1,000 rows.",
  filter:
    'JSON object, such as `{"status":"submitted","total_gte":10000,"q":"acme"}`. A list means any of its values, ' +
    "null means none is set; suffixes _neq, _gt, _gte, _lt, _lte compare; q searches text.",
};

const exampleId = "0199b1a4-7c00-7000-8000-000000000001";

export const ListQuerystring = Type.Object(
  {
    sort: Type.Optional(Type.String({ description: description.sort, examples: ['["id","ASC"]'] })),
    range: Type.Optional(Type.String({ description: description.range, examples: ["[0,24]"] })),
    filter: Type.Optional(Type.String({ description: description.filter, examples: ["{}"] })),
  },
  { additionalProperties: false },
);

export const BulkQuerystring = Type.Object(
  {
    filter: Type.String({
      description:
        'JSON: exactly `{"id":[…]}` with 1 to 1,000 ids. It must be there: missing never means all.',
      examples: [`{"id":["${exampleId}"]}`],
    }),
  },
  { additionalProperties: false },
);

export const RecordParams = Type.Object({
  id: Type.String({ description: "The record's id.", examples: [exampleId] }),
});

export const VersionHeaders = Type.Object({
  "if-match": Type.Optional(
    Type.String({ description: "The ETag that the client has seen.", examples: ['"1"'] }),
  ),
});

export const CreateHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: "Makes a repeated request answer as the first did, for 24 hours.",
      examples: ["b9f1a5d2-6a3e-4b0c-9d7e-3f2a1c8e5d40"],
    }),
  ),
});

/** Of a call that says everything by its path: nothing, or an object with nothing in it. */
export const NoBody = Nullable(Strict({}, { examples: [{}] }));

export const BulkAnswer = Type.Array(Type.String({ examples: [exampleId] }), {
  description: "The ids of the records.",
});

/** A reference to a schema in the document's components, registered there once. */
export function refer(app: FastifyInstance, schema: TSchema): TSchema {
  const id = (schema as { $id?: string }).$id;
  if (id === undefined) return schema;
  if (!app.getSchema(id)) app.addSchema(schema);
  return Type.Ref(`${id}#`);
}

/** The answers a route may give besides its success and those that every route may give. */
export const problems = (...statuses: number[]): Record<number, TSchema> =>
  Object.fromEntries(statuses.map((status) => [status, Problem]));

/** Body of PUT and PATCH: any of the record's fields, none beyond them. */
export function updateSchema({ schema, writable = [] }: Resource): TObject {
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([field, property]) => [field, Type.Optional(property)]),
  );
  const example = Object.entries(exampleOf(schema)).filter(([field]) => writable.includes(field));
  return Type.Object(properties, { additionalProperties: false, examples: [Object.fromEntries(example)] });
}

/** The first example of a record's schema. */
const exampleOf = (schema: TObject): object => (schema as { examples?: object[] }).examples?.[0] ?? {};
