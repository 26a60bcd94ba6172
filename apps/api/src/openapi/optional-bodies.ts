interface Operation {
  requestBody?: { required?: boolean; content?: Readonly<Record<string, { schema?: unknown }>> };
}

interface Document {
  paths?: Readonly<Record<string, object | undefined>> | undefined;
}

/** A body that may be null may be left out: Fastify takes both for the same, and the document has to say so itself. */
export function allowMissingBodies({ paths = {} }: Document): void {
  const operations = Object.values(paths).flatMap((item) => Object.values(item ?? {}) as Operation[]);
  for (const { requestBody } of operations) {
    if (requestBody?.content && Object.values(requestBody.content).every(({ schema }) => allowsNull(schema)))
      requestBody.required = false;
  }
}

const allowsNull = (schema: unknown) =>
  ((schema as { anyOf?: { type?: string }[] }).anyOf ?? []).some(({ type }) => type === "null");
