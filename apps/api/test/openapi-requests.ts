import fc from "fast-check";

/** An operation of the OpenAPI document, as far as requests are made from it. */
export interface Operation {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  parameters: { name: string; in: string }[];
  body: Schema | undefined;
  /** Whether it takes forms too. */
  takesForms: boolean;
  /** The answers that the document declares, `default` aside. */
  statuses: string[];
}

interface Schema {
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  format?: string;
  $ref?: string;
}

export interface OpenApiDocument {
  paths: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Record<string, Schema> };
}

interface RawOperation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
}

export const formType = "application/x-www-form-urlencoded";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Every operation that the document declares. */
export function listOperations(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method): Operation[] => {
      const raw = item[method.toLowerCase()];
      if (!raw) return [];
      const contents = raw.requestBody?.content ?? {};
      const [content] = Object.values(contents);
      const statuses = Object.keys(raw.responses);
      const takesForms = Object.hasOwn(contents, formType);
      return [
        { method, path, parameters: raw.parameters ?? [], body: content?.schema, takesForms, statuses },
      ];
    }),
  );
}

const hostileTexts = [
  "",
  "0",
  "-1",
  "null",
  "\u0000",
  "\uD800",
  "%00",
  "../../etc/passwd",
  "' OR 1=1 --",
  '{"$ne":1}',
  "[0,99999999999]",
  '["id","DESC; DROP TABLE users"]',
  '{"id":[]}',
  '{"__proto__":{"a":1}}',
  '{"q":"\\u0000"}',
  "9".repeat(400),
  "𝒳".repeat(50),
  "0199b1a4-7c00-7000-8000-000000000001",
];

const text = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "binary", maxLength: 40 }));

const anything = fc.oneof(
  text,
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, false, [], {}, 2 ** 53, -0, 1e308),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
);

/** Values that a schema describes, more or less. */
function valueOf(schema: Schema, document: OpenApiDocument, depth = 0): fc.Arbitrary<unknown> {
  if (depth > 4) return anything;
  if (schema.$ref !== undefined) {
    const target = document.components?.schemas?.[schema.$ref.split("/").at(-1) ?? ""];
    return target ? valueOf(target, document, depth + 1) : anything;
  }
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((part) => valueOf(part, document, depth + 1)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === "object") return objectOf(schema, document, depth);
  if (schema.type === "array")
    return fc.array(valueOf(schema.items ?? {}, document, depth + 1), { maxLength: 3 });
  return leafOf(schema);
}

function leafOf({ type, format }: Schema): fc.Arbitrary<unknown> {
  if (type === "integer") return fc.integer();
  if (type === "number") return fc.double();
  if (type === "boolean") return fc.boolean();
  if (type === "null") return fc.constant(null);
  if (format === "email") return fc.emailAddress();
  if (format === "date") return fc.constantFrom("2026-01-31", "2026-02-30", "0000-00-00");
  if (format === "date-time")
    return fc.constantFrom("2026-01-31T09:30:00.000Z", "9999-12-31T23:59:59Z", "now");
  return type === "string" ? text : anything;
}

function objectOf({ properties = {} }: Schema, document: OpenApiDocument, depth: number) {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      fc.oneof(
        { weight: 5, arbitrary: valueOf(schema, document, depth + 1) },
        { weight: 1, arbitrary: anything },
      ),
    ]),
  );
  return fc.record(fields, { requiredKeys: [] });
}

/** Requests for an operation: some right, most nearly so, some hostile. */
export function requestsFor(operation: Operation, document: OpenApiDocument, knownIds: readonly string[]) {
  const parameter = fc.oneof(fc.constantFrom(...knownIds), text);
  const inPath = operation.parameters.filter((each) => each.in === "path").map(({ name }) => name);
  const inQuery = operation.parameters.filter((each) => each.in === "query").map(({ name }) => name);
  const body = operation.body
    ? fc.oneof({ weight: 4, arbitrary: valueOf(operation.body, document) }, anything)
    : anything;
  return fc.record({
    path: fc.record(Object.fromEntries(inPath.map((name) => [name, parameter]))),
    query: fc.record(Object.fromEntries(inQuery.map((name) => [name, text])), { requiredKeys: [] }),
    body: fc.option(body, { nil: undefined }),
    isForm: operation.takesForms ? fc.boolean() : fc.constant(false),
    person: fc.constantFrom("admin", "approver", "clerk", "viewer", undefined),
    headers: fc.record(
      {
        "if-match": fc.constantFrom('"1"', "*", "x"),
        "idempotency-key": fc.constantFrom("a", "b", "x".repeat(300)),
        accept: fc.constantFrom("application/json", "text/csv", "text/html", "*/*;q=2"),
        origin: fc.constantFrom("http://localhost:3000", "https://elsewhere.example", "null"),
        cookie: fc.constantFrom("gatehouse=x", "gatehouse=%zz", "gatehouse-device=a:b"),
      },
      { requiredKeys: [] },
    ),
  });
}
