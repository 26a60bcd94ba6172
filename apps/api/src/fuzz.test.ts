import { auditEventTypes } from "@gatehouse/shared/audit-event-types";
import fc from "fast-check";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { expect, test } from "vitest";
import { buildTestBusiness, engines, type TestBusiness } from "../test/build-test-business.ts";
import {
  listOperations,
  type OpenApiDocument,
  type Operation,
  requestsFor,
} from "../test/openapi-requests.ts";
import { findAuditChainFault } from "./audit/verify-audit-chain.ts";

/** Multiplies the number of requests: PROPERTY_RUNS=100 for a long night. */
const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);
/** Of each operation on each engine: some ten thousand requests in all. */
const runsOfEach = 75 * factor;
const timeoutMs = 300_000 * Math.max(1, factor);

type FuzzRequest = ReturnType<typeof requestsFor> extends fc.Arbitrary<infer R> ? R : never;

function toInject(
  { people }: TestBusiness,
  { method, path }: Operation,
  request: FuzzRequest,
): InjectOptions {
  const values = request.path as Record<string, string>;
  const fill = (_match: string, name: string) => encodeURIComponent((values[name] ?? "x").toWellFormed());
  const token = request.person && people[request.person].token;
  const hasBody = method !== "GET" && request.body !== undefined;
  return {
    method,
    url: path.replaceAll(/\{(\w+)\}/g, fill),
    query: request.query as Record<string, string>,
    headers: {
      ...request.headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(hasBody && { "content-type": "application/json" }),
    },
    ...(hasBody && { payload: JSON.stringify(request.body) }),
  };
}

/** What is wrong with an answer, whatever was asked. */
function findFault(
  { method, path, statuses }: Operation,
  answer: LightMyRequestResponse,
): string | undefined {
  const { statusCode, headers, body } = answer;
  const said = `${method} ${path}: ${statusCode} ${body.slice(0, 300)}`;
  const requestId = headers["x-request-id"];
  if (statusCode >= 500) return said;
  if (typeof requestId !== "string") return `${said} has no request id`;
  if (!statuses.includes(String(statusCode))) return `${said} is not in the document`;
  if (statusCode < 400) return undefined;
  const problem = answer.json<Record<string, unknown>>();
  if (problem["requestId"] !== requestId) return `${said} has another request id in its body`;
  if (typeof problem["code"] !== "string") return `${said} has no code`;
  const type = "error" in problem ? "application/json" : "application/problem+json";
  return headers["content-type"]?.toString().startsWith(type) ? undefined : `${said} is no ${type}`;
}

/** Asked by somebody, these would end the sessions by which everything else is asked. */
const endsSessions = /^\/api\/(logout|me\/password|me\/sessions|sessions|users)/;

test.each(engines)(
  "no request, however wrong, gets a 5xx or a refusal without its form, on %s",
  { timeout: timeoutMs },
  async (engine) => {
    const business = await buildTestBusiness(engine);
    const { app, people, database } = business;
    const document = (await app.inject("/docs/json")).json<OpenApiDocument>();
    const operations = listOperations(document);
    expect(operations.length).toBeGreaterThan(40);
    const ids = Object.values(people).map(({ id }) => id);

    for (const operation of operations) {
      const isHarmful = operation.method !== "GET" && endsSessions.test(operation.path);
      const requests = requestsFor(operation, document, isHarmful ? ["x"] : ids);
      const property = fc.asyncProperty(requests, async (request) => {
        const asked = isHarmful ? { ...request, person: undefined } : request;
        expect(findFault(operation, await app.inject(toInject(business, operation, asked)))).toBeUndefined();
      });
      await fc.assert(property, { numRuns: runsOfEach });
    }

    expect(await findAuditChainFault(database)).toBeUndefined();
    const events = await database.read.selectFrom("audit_events").select("type").distinct().execute();
    expect(auditEventTypes).toEqual(expect.arrayContaining(events.map(({ type }) => type)));
    expect((await app.inject("/readyz")).statusCode).toBe(200);
  },
);
