import { expect, test } from "vitest";
import { buildTestApp } from "../build-test-app.ts";
import { buildTestBusiness } from "../build-test-business.ts";
import { lintDocument } from "./lint-document.ts";

interface Schema {
  $ref?: string;
  examples?: unknown[];
  items?: Schema;
  anyOf?: Schema[];
}

type Content = Record<string, { schema: Schema; example?: unknown }>;

interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: { name: string; description?: string; example?: unknown }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

interface Served {
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, object> };
  paths: Record<string, Record<string, Operation>>;
}

const operationsOf = ({ paths }: Served) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method,
      path,
      operation,
    })),
  );

const serve = async () => (await (await buildTestApp()).inject("/docs/json")).body;

test("the served document passes the linter", async () => {
  expect(await lintDocument(await serve())).toEqual([]);
});

test("the linter finds what is wrong with a document", async () => {
  const document = JSON.parse(await serve()) as Served;
  const [user] = [document.components.schemas["User"]];
  if (user) user.examples = [{ id: 1 }];
  const problems = await lintDocument(JSON.stringify(document));
  expect(problems.join("\n")).toContain("no-invalid-schema-examples at #/components/schemas/User");
});

test("every named schema has an example", async () => {
  const { components } = JSON.parse(await serve()) as Served;
  const bare = Object.entries(components.schemas).filter(([, { examples }]) => !examples?.length);
  expect(bare.map(([name]) => name)).toEqual([]);
});

test("every refusal has a form, and every operation says what may come unforeseen", async () => {
  const { paths } = JSON.parse(await serve()) as Served;
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, { responses }] of Object.entries(item)) {
      const refusals = Object.entries(responses).filter(([status]) => !/^[23]/.test(status));
      expect(
        refusals.map(([status]) => status),
        `${method} ${path}`,
      ).toEqual(expect.arrayContaining(["429", "default"]));
      for (const [status, { content }] of refusals) {
        expect(Object.keys(content ?? {}), `${method} ${path} ${status}`).toHaveLength(1);
      }
    }
  }
});

test("every operation has a name of its own, a summary and a tag", async () => {
  const operations = operationsOf(JSON.parse(await serve()) as Served);
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(operations.length);
  expect(operations.filter(({ operation }) => !operation.summary || !operation.tags?.length)).toEqual([]);
});

/** Whether a schema has an example, or one of its parts has. */
function hasExample(schema: Schema, schemas: Served["components"]["schemas"]): boolean {
  const named = schema.$ref === undefined ? undefined : schemas[schema.$ref.split("/").at(-1) ?? ""];
  const parts = [named, schema.items, ...(schema.anyOf ?? [])].filter((part) => part !== undefined);
  return schema.examples !== undefined || parts.some((part) => hasExample(part, schemas));
}

test("every parameter, body and answer is described by an example", async () => {
  const served = JSON.parse(await serve()) as Served;
  const bare = operationsOf(served).flatMap(({ name, operation }) => {
    const { parameters = [], requestBody, responses } = operation;
    const unclear = parameters.filter(({ description, example }) => !description || example === undefined);
    const contents = [requestBody ?? {}, ...Object.values(responses)] as { content?: Content }[];
    const silent = contents
      .flatMap(({ content = {} }) => Object.entries(content))
      .filter(
        ([, { schema, example }]) => example === undefined && !hasExample(schema, served.components.schemas),
      );
    return [...unclear.map((each) => `${name}: ${each.name}`), ...silent.map(([type]) => `${name}: ${type}`)];
  });
  expect(bare).toEqual([]);
});

test("every scheme of security is used, and none that is not declared", async () => {
  const served = JSON.parse(await serve()) as Served & Pick<Operation, "security">;
  const used = [served, ...operationsOf(served).map(({ operation }) => operation)].flatMap(
    ({ security = [] }) => security.flatMap((each) => Object.keys(each)),
  );
  expect([...new Set(used)].toSorted()).toEqual(Object.keys(served.components.securitySchemes).toSorted());
});

test("every operation says that a token for less than it is refused", async () => {
  const { app, people, call } = await buildTestBusiness("sqlite");
  const key = await call<{ token: string }>(people.admin, "POST", "/api-keys", {
    body: { name: "Reading", scope: "read" },
  });
  const served = (await app.inject("/docs/json")).json<Served>();
  const guarded = operationsOf(served).filter(
    ({ method, operation }) => method !== "get" && operation.security === undefined,
  );
  expect(guarded.length).toBeGreaterThan(40);
  for (const { name, method, path, operation } of guarded) {
    const { statusCode } = await app.inject({
      method: method as "post",
      url: path.replaceAll(/\{\w+\}/g, people.viewer.id),
      headers: { authorization: `Bearer ${key.body.token}` },
    });
    expect([name, statusCode, Object.keys(operation.responses)]).toEqual([
      name,
      403,
      expect.arrayContaining(["401", "403", "429", "503", "default"]),
    ]);
  }
});

test("the token endpoint says that a wrong secret is a 401", async () => {
  const app = await buildTestApp();
  const { statusCode } = await app.inject({
    method: "POST",
    url: "/api/token",
    payload: { grant_type: "client_credentials", client_id: "nobody", client_secret: "wrong" },
  });
  const { paths } = JSON.parse(await serve()) as Served;
  expect(Object.keys(paths["/api/token"]?.["post"]?.responses ?? {})).toContain(String(statusCode));
});
