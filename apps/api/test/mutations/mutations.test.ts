import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mutations } from "./mutations.ts";

const api = join(import.meta.dirname, "../..");

test.each(mutations)("still finds in the source what it breaks: $name", ({ file, find, replace }) => {
  const source = readFileSync(join(api, file), "utf8");
  expect(source.split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});
