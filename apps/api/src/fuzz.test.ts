import { auditEventTypes } from "@gatehouse/shared/audit-event-types";
import { roles } from "@gatehouse/shared/roles";
import fc from "fast-check";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { engines } from "../test/build-test-app.ts";
import { buildTestBusiness, type TestBusiness } from "../test/build-test-business.ts";
import { heapInUse } from "../test/heap-in-use.ts";
import {
  formType,
  listOperations,
  type OpenApiDocument,
  type Operation,
  requestsFor,
} from "../test/openapi-requests.ts";
import { addPerson, type Person } from "../test/people.ts";
import { findAuditChainFault } from "./audit/verify-audit-chain.ts";
import { findIntegrityFault } from "./database/find-integrity-fault.ts";
import { openDatabase } from "./database/open-database.ts";

/** Multiplies the number of requests: PROPERTY_RUNS=100 for a long night. */
const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);
/** Of each operation on each engine: some thirty thousand requests in all. */
const runsOfEach = 170 * factor;
const leastRequests = 10_000;
const timeoutMs = 300_000 * Math.max(1, factor);
/** What the process learns of itself: compiled code, prepared statements, caches with a limit. */
const mostGrowthBytes = 48 * 1024 * 1024;

type FuzzRequest = ReturnType<typeof requestsFor> extends fc.Arbitrary<infer R> ? R : never;
type People = TestBusiness["people"];

/** As a client would write it that knows nothing of forms: what is no text is JSON. */
const toForm = (body: unknown) =>
  new URLSearchParams(
    Object.entries(Object(body) as object).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value.toWellFormed() : JSON.stringify(value),
    ]),
  ).toString();

function toInject(people: People, { method, path }: Operation, request: FuzzRequest): InjectOptions {
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
      ...(hasBody && { "content-type": request.isForm ? formType : "application/json" }),
    },
    ...(hasBody && { payload: request.isForm ? toForm(request.body) : JSON.stringify(request.body) }),
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

/** These end the sessions of whoever asks, or of those whom they name: they are for people of their own. */
const endsSessions = /^\/api\/(logout|me\/password|me\/sessions|sessions|users|second-factor-policy)/;

let lastName = 0;

async function addPeople({ app, database }: TestBusiness): Promise<People> {
  lastName += 1;
  const people: Person[] = [];
  for (const role of roles) people.push(await addPerson(app, database, role, `${role}${lastName}`));
  return Object.fromEntries(people.map((person) => [person.role, person])) as Record<Person["role"], Person>;
}

test.each(engines)(
  "no request, however wrong, gets a 5xx or a refusal without its form, or leaves anything half done, on %s",
  { timeout: timeoutMs },
  async (engine) => {
    const business = await buildTestBusiness(engine);
    const { app, databaseUrl } = business;
    const document = (await app.inject("/docs/json")).json<OpenApiDocument>();
    const operations = listOperations(document);
    let sent = 0;
    let heapBefore = 0;
    for (const operation of operations) {
      const isHarmful = operation.method !== "GET" && endsSessions.test(operation.path);
      const people = isHarmful ? await addPeople(business) : business.people;
      const ids = Object.values(people).map(({ id }) => id);
      const property = fc.asyncProperty(requestsFor(operation, document, ids), async (request) => {
        sent += 1;
        expect(findFault(operation, await app.inject(toInject(people, operation, request)))).toBeUndefined();
      });
      await fc.assert(property, { numRuns: runsOfEach });
      // By then what is compiled once is compiled.
      if (heapBefore === 0 && sent > leastRequests / 4) heapBefore = heapInUse();
    }
    expect(sent).toBeGreaterThanOrEqual(leastRequests);
    expect(heapInUse() - heapBefore).toBeLessThan(mostGrowthBytes);

    const database = await openDatabase(databaseUrl);
    onTestFinished(() => database.close());
    expect(await findIntegrityFault(database)).toBeUndefined();
    expect(await findAuditChainFault(database)).toBeUndefined();
    const events = await database.read.selectFrom("audit_events").select("type").distinct().execute();
    expect(auditEventTypes).toEqual(expect.arrayContaining(events.map(({ type }) => type)));
    expect((await app.inject("/readyz")).statusCode).toBe(200);
  },
);
