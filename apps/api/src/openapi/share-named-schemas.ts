import type { FastifyInstance, FastifySchema } from "fastify";

type Part = Readonly<Record<string, unknown>>;

/** Makes the schemas of a route that have a name components of the document, each once. */
export function shareNamedSchemas(app: FastifyInstance, schema: FastifySchema): void {
  for (const part of partsOf(schema)) {
    if (typeof part["$id"] === "string" && !app.getSchema(part["$id"])) app.addSchema(part);
  }
}

function partsOf({ body, response }: FastifySchema): Part[] {
  const top = [body as Part | undefined, ...Object.values((response ?? {}) as Record<string, Part>)];
  return top.filter((part) => part !== undefined).flatMap((part) => [part, ...contentsOf(part)]);
}

const contentsOf = ({ content }: Part): Part[] =>
  Object.values((content ?? {}) as Record<string, { schema: Part }>).map(({ schema }) => schema);
