// Breaks the browser's side of the session in a copy, one way after the other, and runs the tests that must notice.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Mutation, mutations } from "./mutations.ts";

interface Report {
  testResults: { assertionResults: { status: string; title: string }[] }[];
}

const root = join(import.meta.dirname, "../../../..");
const copied = [
  "apps/admin/e2e",
  "apps/admin/index.html",
  "apps/admin/package.json",
  "apps/admin/public",
  "apps/admin/src",
  "apps/admin/tsconfig.json",
  "apps/admin/vite.config.ts",
  "apps/api/package.json",
  "apps/api/src",
  "package.json",
  "scripts",
  "tsconfig.base.json",
  "vitest.config.ts",
];
const linked = ["node_modules", "packages", "apps/admin/node_modules", "apps/api/node_modules"];

/** What a build and a browser test need; the packages are linked. */
function copyProduct(): string {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-mutations-"));
  for (const name of ["apps/admin", "apps/api"]) mkdirSync(join(folder, name), { recursive: true });
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of linked) symlinkSync(join(root, name), join(folder, name));
  return folder;
}

function run(folder: string, args: string[]): number | null {
  return spawnSync(process.execPath, args, { cwd: folder, stdio: "ignore" }).status;
}

/** Titles of the tests that failed on what is in the folder now. */
function failedTests(folder: string, { name, tests, titles }: Mutation): string[] {
  const admin = join(folder, "apps/admin");
  if (run(admin, [join(admin, "node_modules/vite/bin/vite.js"), "build"]) !== 0) {
    throw new Error(`The admin could not be built: ${name}.`);
  }
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const options = [
    "--project=e2e",
    "--project=e2e-timed",
    "--project=admin",
    "--reporter=json",
    `--outputFile=${report}`,
  ];
  run(folder, [vitest, "run", ...options, `--testNamePattern=${titles}`, ...tests]);
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  if (!results.some(({ status }) => status === "passed" || status === "failed")) {
    throw new Error(`No test was run for: ${name}.`);
  }
  return results.filter(({ status }) => status === "failed").map(({ title }) => title);
}

function tryMutation(folder: string, mutation: Mutation): string[] {
  const originals = new Map<string, string>();
  for (const { file, find, replace } of mutation.edits) {
    const path = join(folder, "apps/admin/src", file);
    const source = readFileSync(path, "utf8");
    originals.set(path, source);
    writeFileSync(
      path,
      source.replace(find, () => replace),
    );
  }
  try {
    return failedTests(folder, mutation);
  } finally {
    for (const [path, source] of originals) writeFileSync(path, source);
  }
}

const words = process.argv.slice(2);
const chosen = mutations.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
const folder = copyProduct();
let survivors = 0;
try {
  for (const mutation of chosen) {
    const failed = tryMutation(folder, mutation);
    if (failed.length === 0) survivors += 1;
    process.stdout.write(`${mutation.name}: ${failed.join("; ") || "NOT NOTICED"}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${chosen.length - survivors} of ${chosen.length} were noticed\n`);
process.exitCode = survivors === 0 ? 0 : 1;
