import type { FastifySchema, RouteOptions } from "fastify";
import { problemAnswer, type ProblemForm } from "./problem-answer.ts";

type Part = Readonly<Record<string, unknown>>;

const successes: Readonly<Record<string, string>> = {
  200: "Done.",
  201: "Made.",
  202: "Taken; what comes of it is not told.",
  204: "Done; there is nothing to tell.",
};

/**
 * A route's schema as the document shows it: schemas that have a name are referred to by it, and the refusals that come
 * from before the route (no token, too many requests, no JSON) are added to its own.
 */
export function describeOperation(schema: FastifySchema, route: RouteOptions): FastifySchema {
  const own = (schema.response ?? {}) as Part;
  const form = Object.values(own).some(isOAuthError) ? "OAuthError" : "Problem";
  const statuses = new Set([...Object.keys(own), ...commonRefusals(schema, route)]);
  const answers = [...statuses].map((status) => [status, describeAnswer(status, own[status], form)] as const);
  return {
    ...schema,
    ...(schema.body !== undefined && { body: describeBody(schema.body as Part) }),
    response: Object.fromEntries(answers),
  };
}

function commonRefusals(schema: FastifySchema, { config, method }: RouteOptions): string[] {
  const takesInput = Boolean(schema.querystring ?? schema.params ?? schema.headers);
  // A body that nobody asked for is read all the same.
  const mayHaveBody = ![method].flat().some((each) => each === "GET" || each === "HEAD");
  // A token may be for reading only, or for setting a second factor up before anything else.
  const isForAnyToken = config?.duringEnrolment === true && !mayHaveBody;
  return [
    ...(takesInput || mayHaveBody ? ["400"] : []),
    ...(config?.public ? [] : ["401", "503"]),
    ...(config?.public || isForAnyToken ? [] : ["403"]),
    ...(mayHaveBody ? ["413", "415"] : []),
    "429",
    "default",
  ];
}

function describeAnswer(status: string, answer: unknown, form: ProblemForm): unknown {
  const part = answer as Part | undefined;
  if (part === undefined || isOAuthError(part) || part["$id"] === "Problem")
    return problemAnswer(status, form);
  if (part["content"] !== undefined) return part;
  const description = part["description"] ?? successes[status] ?? "Done.";
  if (part["type"] === "null") return { type: "null", description };
  return { description, content: { "application/json": { schema: named(part) } } };
}

function describeBody(body: Part): Part {
  const content = body["content"] as Readonly<Record<string, { schema: Part }>> | undefined;
  if (!content) return named(body);
  const entries = Object.entries(content).map(([type, { schema }]) => [type, { schema: named(schema) }]);
  return { ...body, content: Object.fromEntries(entries) as unknown };
}

const isOAuthError = (answer: unknown) => (answer as Part)["$id"] === "OAuthError";

/** A reference to the schema's component where it has a name. */
const named = (schema: Part): Part =>
  typeof schema["$id"] === "string" ? { $ref: `${schema["$id"]}#` } : schema;
