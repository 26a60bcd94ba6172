import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { tallyReport } from "./tally.ts";

let folder: string;
let report: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-tally-"));
  report = join(folder, "report.json");
});
afterEach(() => rm(folder, { recursive: true }));

const passedFile = { status: "passed", assertionResults: [{ status: "passed" }] };
const unloadableFile = { status: "failed", assertionResults: [] };

async function write(numPassedTests: number, numFailedTests: number, testResults: object[]): Promise<void> {
  await writeFile(report, JSON.stringify({ numPassedTests, numFailedTests, testResults }));
}

test("counts passed and failed tests", async () => {
  const failedFile = { status: "failed", assertionResults: [{ status: "failed" }] };
  await write(4, 1, [passedFile, failedFile]);
  expect(tallyReport(report, 1)).toEqual({ passed: 4, failed: 1 });
});

test("counts a file that does not load as a failure", async () => {
  await write(4, 0, [passedFile, unloadableFile]);
  expect(tallyReport(report, 1)).toEqual({ passed: 4, failed: 1 });
});

test("never says 0 failed when the run failed", async () => {
  await write(4, 0, [passedFile]);
  expect(tallyReport(report, 1)).toEqual({ passed: 4, failed: 1 });
});

test("counts a crash that left no report, or half of one, as a failure", async () => {
  expect(tallyReport(report, null)).toEqual({ passed: 0, failed: 1 });
  await writeFile(report, '{"numPassed');
  expect(tallyReport(report, null)).toEqual({ passed: 0, failed: 1 });
});
