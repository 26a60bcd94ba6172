import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";

import { readConfig, variableNames } from "../../apps/api/src/config.ts";
import { repositoryRoot } from "../repository-root.ts";
import { readmeSection } from "./sections.ts";

const example = readFileSync(join(repositoryRoot, ".env.example"), "utf8");
const settings = [...example.matchAll(/^#?([A-Z_]+)=.*$/gm)];

test("the README's table has every variable, and no other", () => {
  const rows = [...readmeSection("Configuration").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(variableNames);
});

test(".env.example has every variable, and no other", () => {
  expect(settings.map(([, name]) => name)).toEqual(variableNames);
});

test("the values in .env.example are the defaults", () => {
  const values = settings.map(([line]) => line.replace(/^#/, ""));
  expect(readConfig(parseEnv(values.join("\n")))).toEqual(readConfig({}));
});
