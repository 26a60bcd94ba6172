// `pnpm test [file …] [vitest options]`: all tests, or those whose file name contains one of the words.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildAdmin } from "./admin-build.ts";
import { repositoryRoot } from "./repository-root.ts";
import { findChromium } from "./testing/find-chromium.ts";
import { tallyReport } from "./testing/tally.ts";

process.chdir(repositoryRoot);
const vitestArguments = process.argv.slice(2);
const chromium = findChromium();
const wantsBrowserTests = includesBrowserTests(vitestArguments);
const lacksBrowser = wantsBrowserTests && !chromium;
const mayLackBrowser = process.env["CI"] !== "true";

if (wantsBrowserTests && chromium && !buildAdmin()) {
  console.log("The admin could not be built, so no test was run.\n0 passed, 1 failed");
  process.exit(1);
}
if (lacksBrowser) warnOfMissingBrowser();
const { passed, failed } = await runVitest(vitestArguments);
if (lacksBrowser) warnOfMissingBrowser();
const allFailed = failed + (lacksBrowser && !mayLackBrowser ? 1 : 0);
console.log(`${passed} passed, ${allFailed} failed`);
process.exitCode = allFailed === 0 ? 0 : 1;

function includesBrowserTests(words: string[]): boolean {
  const filters = words.filter((word) => !word.startsWith("-"));
  const files = globSync("apps/admin/e2e/**/*.test.ts");
  return files.some((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
}

async function runVitest(options: string[]): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const projects = lacksBrowser ? ["--project=!e2e", "--project=!e2e-timed", "--passWithNoTests"] : [];
  const env = { ...process.env, ...(chromium && { CHROMIUM: chromium }) };
  const program = join(repositoryRoot, "node_modules/vitest/vitest.mjs");
  // Ctrl-C reaches Vitest by itself; this process waits for it, counts, and removes the folder.
  process.on("SIGINT", () => undefined);
  const vitest = spawn(process.execPath, [program, "run", ...reporters, ...projects, ...options], {
    stdio: "inherit",
    env,
  });
  process.on("SIGTERM", () => vitest.kill("SIGTERM"));
  const [status] = (await once(vitest, "exit")) as [number | null];
  const tally = tallyReport(report, status);
  rmSync(folder, { recursive: true });
  return tally;
}

function warnOfMissingBrowser(): void {
  console.log(
    [
      "",
      "!!! NO CHROMIUM FOUND: the browser tests in apps/admin/e2e were NOT run.",
      "!!! Install one (Debian: apt-get install chromium) or name it in CHROMIUM=/path/to/chromium.",
      mayLackBrowser ? "" : "!!! CI=true: this counts as a failure.\n",
    ].join("\n"),
  );
}
