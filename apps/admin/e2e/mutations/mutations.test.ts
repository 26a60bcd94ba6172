import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mutations } from "./mutations.ts";

const sources = join(import.meta.dirname, "../../src");
const edits = mutations.flatMap(({ name, edits: each }) => each.map((edit) => ({ name, ...edit })));

it.each(edits)("still finds in the source what it breaks: $name", ({ file, find, replace }) => {
  const source = readFileSync(join(sources, file), "utf8");
  expect(source.split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});
