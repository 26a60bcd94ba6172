// Breaks one rule after the other in a copy of the API, runs the tests that must notice, and lists which did.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { longProperties, type Mutation, mutations } from "./mutations.ts";

interface Report {
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
}

interface Failure {
  file: string;
  title: string;
}

interface Outcome {
  mutation: Mutation;
  /** By kind of test: those that failed. */
  failed: Record<Kind, Failure[]>;
}

type Kind = "properties" | "examples";

/** One property is all that is asked for; a few examples say enough. */
const optionsOf: Record<Kind, readonly string[]> = {
  properties: ["--tagsFilter=property", "--bail=1"],
  examples: ["--tagsFilter=not property", "--bail=3"],
};

const root = join(import.meta.dirname, "../../../..");
const readme = join(import.meta.dirname, "README.md");
/** One engine of the longest properties says enough. */
const shortcuts = ["--testNamePattern=^(?!random interleavings on postgres)"];
const tableMark = "<!-- table -->";

/** A copy of the API's own files; all that it depends on is linked. */
function copyApi(): string {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-mutations-"));
  mkdirSync(join(folder, "apps/api"), { recursive: true });
  for (const name of ["src", "test", "package.json", "tsconfig.json"]) {
    cpSync(join(root, "apps/api", name), join(folder, "apps/api", name), { recursive: true });
  }
  for (const name of ["node_modules", "packages", "scripts", "package.json", "apps/api/node_modules"]) {
    symlinkSync(join(root, name), join(folder, name));
  }
  for (const name of ["vitest.config.ts", "tsconfig.base.json"]) cpSync(join(root, name), join(folder, name));
  return folder;
}

async function runTests(folder: string, tests: readonly string[], kind: Kind): Promise<Report> {
  const file = join(folder, "report.json");
  rmSync(file, { force: true });
  const program = join(root, "node_modules/vitest/vitest.mjs");
  const options = [
    "--project=api",
    "--reporter=json",
    `--outputFile=${file}`,
    "--maxWorkers=1",
    ...shortcuts,
    ...optionsOf[kind],
    ...tests,
  ];
  const vitest = spawn(process.execPath, [program, "run", ...options], {
    cwd: folder,
    env: { ...process.env, PROPERTY_SHRINK: "off" },
    stdio: "ignore",
  });
  await once(vitest, "exit");
  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  return report;
}

const testsOf = ({ tests }: Mutation) => (isQuick ? tests.filter((test) => test !== longProperties) : tests);

async function tryMutation(folder: string, mutation: Mutation): Promise<Outcome> {
  const path = join(folder, "apps/api", mutation.file);
  const source = readFileSync(path, "utf8");
  writeFileSync(
    path,
    source.replace(mutation.find, () => mutation.replace),
  );
  try {
    const properties = await findFailures(folder, mutation, "properties");
    return { mutation, failed: { properties, examples: await findFailures(folder, mutation, "examples") } };
  } finally {
    writeFileSync(path, source);
  }
}

async function findFailures(folder: string, mutation: Mutation, kind: Kind): Promise<Failure[]> {
  const { testResults } = await runTests(folder, testsOf(mutation), kind);
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => ({ file: relative(folder, name), title: fullName })),
  );
}

/** Of a session's rule a property must fail; of the others any test. */
const isNoticed = ({ mutation, failed }: Outcome) =>
  failed.properties.length > 0 || ((mutation.needsNoProperty ?? isQuick) && failed.examples.length > 0);

function describeOutcome({ mutation, failed: { properties, examples } }: Outcome): string {
  const cells = [mutation.name, listTitles(properties), listTitles(examples)];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

const listTitles = (failures: readonly Failure[]) =>
  failures.map(({ file, title }) => `${title} (${file.split("/").at(-1)})`).join("; ") || "–";

/** Puts the rows of what was tried into the table; those of the others stay as they are. */
function writeTable(outcomes: readonly Outcome[]): void {
  const [before = "", table = ""] = readFileSync(readme, "utf8").split(tableMark);
  const known = table.split("\n").filter((line) => line.startsWith("| "));
  const rows = mutations.flatMap((mutation) => {
    const outcome = outcomes.find((each) => each.mutation === mutation);
    return outcome
      ? [describeOutcome(outcome)]
      : known.filter((line) => line.split("|")[1]?.trim() === mutation.name);
  });
  const head = ["| broken | property that failed | examples that failed, three at most |", "|---|---|---|"];
  writeFileSync(readme, `${before}${tableMark}\n\n${[...head, ...rows].join("\n")}\n`);
}

const isQuick = process.argv.includes("--quick");
const wanted = process.argv.slice(2).filter((word) => word !== "--quick");
const chosen = mutations.filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
);
const folder = copyApi();
const outcomes: Outcome[] = [];
try {
  for (const mutation of chosen) {
    const outcome = await tryMutation(folder, mutation);
    outcomes.push(outcome);
    process.stdout.write(`${describeOutcome(outcome)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
writeTable(outcomes);
const noticed = outcomes.filter(isNoticed).length;
process.stdout.write(`${noticed} of ${outcomes.length} were noticed\n`);
process.exitCode = noticed === outcomes.length ? 0 : 1;
