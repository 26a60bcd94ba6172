import { readFileSync } from "node:fs";

/** What a run of the tests came to. */
export interface Tally {
  passed: number;
  failed: number;
}

// The part of Vitest's JSON report that is read here.
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Counts the tests of Vitest's JSON report. A file that failed without a failed test in it (it didn't load) counts as
 * one failure, and so does a run that ended badly without naming any.
 */
export function tallyReport(reportFile: string, exitStatus: number | null): Tally {
  const { passed, failed } = countTests(readReport(reportFile));
  return { passed, failed: exitStatus === 0 ? failed : Math.max(failed, 1) };
}

function countTests(report: Report | undefined): Tally {
  if (!report) return { passed: 0, failed: 0 };
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((result) => result.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length };
}

// No report, or half of one, is what a crash leaves.
function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return undefined;
  }
}
