import { expect, test } from "vitest";
import { buildTestApp } from "../build-test-app.ts";
import { lintDocument } from "./lint-document.ts";

interface Served {
  components: { schemas: Record<string, { examples?: unknown[] }> };
  paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
}

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
  // A form has the same fields as the JSON body, which has one.
  expect(bare.map(([name]) => name)).toEqual(["TokenForm", "TokenHolderForm"]);
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
