import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "../repository-root.ts";

/** One row of a table in docs/security.md: a requirement, and how it is met or why it is not. */
export interface SecurityRow {
  id: string;
  evidence: string;
}

const reasons = ["Not applicable:", "By design:", "Documented:", "Deviation:", "In part:", "Not met:"];
// `path/of/the.test.ts`: "title of the test"
const testReference = /`([^`]+\.test\.tsx?)`: "([^"]+)"/g;

/** The rows of all tables in a Markdown text whose first cell is an ASVS number or a section of an RFC. */
export function readSecurityRows(markdown: string): SecurityRow[] {
  const rows = markdown.matchAll(/^\| (V[\d.]+|RFC \d+ §[\d.]+) \|.*?\| (.*) \|$/gm);
  return [...rows].map(([, id = "", evidence = ""]) => ({ id, evidence }));
}

/** What is wrong with a row's evidence: a test that isn't there, or neither test nor reason. */
export function findEvidenceProblems({ id, evidence }: SecurityRow): string[] {
  const references = [...evidence.matchAll(testReference)];
  const missing = references.filter(([, file = "", title = ""]) => !hasTest(file, title));
  if (missing.length > 0) return missing.map(([reference]) => `${id}: there is no test ${reference}`);
  const isArgued = reasons.some(
    (reason) => evidence.startsWith(reason) && evidence.length > reason.length + 10,
  );
  return references.length > 0 || isArgued ? [] : [`${id}: neither a test nor a reason`];
}

function hasTest(file: string, title: string): boolean {
  const path = join(repositoryRoot, file);
  return (
    existsSync(path) &&
    readFileSync(path, "utf8")
      .split("\n")
      .some((line) => isTitle(line, title))
  );
}

/** Whether it stands in a text, of which titles are made, and not in a comment or in code. */
function isTitle(line: string, title: string): boolean {
  const start = line.indexOf(title);
  if (start === -1 || /^\s*(\/\/|\/?\*)/.test(line)) return false;
  const quotesBefore = line.slice(0, start).match(/["`]/g)?.length ?? 0;
  return quotesBefore % 2 === 1;
}
