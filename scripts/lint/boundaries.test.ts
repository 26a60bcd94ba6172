import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { repositoryRoot } from "../repository-root.ts";

const invoiceStore = "../../database/sqlite/invoice-store.ts";

// File, what it imports, and the start of the reason it is refused for.
const violations = [
  ["packages/shared/src/x.ts", "node:fs", "packages/shared and the admin run in browsers"],
  ["packages/shared/src/x.ts", "@gatehouse/api/x", "Only the API imports the API"],
  ["packages/shared/src/x.ts", "../../../apps/api/src/x.ts", "Only the API imports the API"],
  ["packages/shared/src/x.ts", "../../../apps/admin/src/x.ts", "Only the admin imports the admin"],
  ["apps/admin/src/invoices/x.ts", "node:path", "packages/shared and the admin run in browsers"],
  ["apps/admin/src/invoices/x.ts", "../../../api/src/x.ts", "Only the API imports the API"],
  ["apps/admin/e2e/x.ts", "../../api/src/app.ts", "Only the API imports the API"],
  ["apps/api/src/app.ts", "../../admin/src/x.ts", "Only the admin imports the admin"],
  ["apps/api/src/app.ts", "better-sqlite3", "Only apps/api/src/database knows an engine"],
  ["apps/api/src/resources/x.ts", "pg", "Only apps/api/src/database knows an engine"],
  ["apps/api/src/resources/x.ts", "../features/users/x.ts", "Only app.ts and cli.ts join features"],
  ["apps/api/src/plugins/x.ts", "../features/users/x.ts", "Only app.ts and cli.ts join features"],
  ["apps/api/src/features/session/x.ts", "../users/x.ts", "Only app.ts and cli.ts join features"],
  ["apps/api/src/features/session/part/x.ts", "../../users/x.ts", "Only app.ts and cli.ts join features"],
  ["apps/api/src/features/users/users.routes.ts", "../session/x.ts", "Only app.ts and cli.ts join features"],
  ["apps/api/src/features/users/users.routes.ts", "kysely", "No SQL here"],
  [
    "apps/api/src/features/users/users.routes.ts",
    invoiceStore,
    "Routes and services take the store's interface",
  ],
  ["apps/api/src/features/users/users.service.ts", "kysely", "No SQL here"],
  ["apps/api/src/features/users/users.service.ts", "fastify", "Services and stores know no HTTP"],
  [
    "apps/api/src/features/users/users.service.ts",
    invoiceStore,
    "Routes and services take the store's interface",
  ],
  ["apps/api/src/features/users/users.store.ts", "@fastify/jwt", "Services and stores know no HTTP"],
] as const;

const allowed = [
  ["packages/shared/src/y.ts", "typebox"],
  ["apps/admin/src/invoices/y.ts", "../data/http-client.ts"],
  ["apps/api/src/app.ts", "./features/session/y.ts"],
  ["apps/api/src/database/sqlite/y.ts", "better-sqlite3"],
  ["apps/api/src/features/session/y.ts", "../../errors.ts"],
  ["apps/api/src/features/session/part/y.ts", "../refresh-token.ts"],
  ["apps/api/src/features/users/y.routes.ts", "fastify"],
] as const;

let findings: string[];
let folder: string;

// The rules run on a tree of its own, so that no violating file has to be in the repository.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-boundaries-"));
  await mkdir(join(folder, "scripts/lint"), { recursive: true });
  await mkdir(join(folder, "node_modules"));
  // Not the whole of node_modules by one link: oxlint would follow it and lint all that is in there.
  await symlink(join(repositoryRoot, "node_modules/oxlint"), join(folder, "node_modules/oxlint"));
  for (const file of ["oxlint.config.ts", "scripts/lint/boundaries.ts"]) {
    await copyFile(join(repositoryRoot, file), join(folder, file));
  }
  await writeImports([...violations, ...allowed]);
  findings = await lint();
});
afterAll(() => rm(folder, { recursive: true }));

async function writeImports(imports: (readonly [string, string, string?])[]): Promise<void> {
  const sources = new Map<string, string>();
  for (const [file, specifier] of imports) {
    sources.set(file, `${sources.get(file) ?? ""}export * from "${specifier}";\n`);
  }
  for (const [file, source] of sources) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), source);
  }
}

async function lint(): Promise<string[]> {
  const program = join(repositoryRoot, "node_modules/oxlint/bin/oxlint");
  const options = { cwd: folder, timeout: 30_000 };
  const report = await new Promise<string>((resolve) => {
    execFile(process.execPath, [program, "--format=json", "."], options, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(report) as {
    diagnostics: { filename: string; message: string; help?: string }[];
  };
  return diagnostics.map(({ filename, message, help }) => `${filename}: ${message} ${help ?? ""}`);
}

function refusals(file: string, specifier: string): string[] {
  return findings.filter((finding) => finding.startsWith(file) && finding.includes(`'${specifier}'`));
}

test.each(violations)("%s may not import %s", (file, specifier, reason) => {
  expect(refusals(file, specifier).join("\n")).toContain(reason);
});

test.each(allowed)("%s may import %s", (file, specifier) => {
  expect(refusals(file, specifier)).toEqual([]);
});
