import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { repositoryRoot } from "../repository-root.ts";
import { requirementIds } from "./requirements.ts";
import { findEvidenceProblems, readSecurityRows } from "./security-table.ts";

const rows = readSecurityRows(readFileSync(join(repositoryRoot, "docs/security.md"), "utf8"));

test("every requirement is answered once", () => {
  expect(rows.map(({ id }) => id)).toEqual(requirementIds);
});

test("every answer names a test that exists, or a reason", () => {
  expect(rows.flatMap(findEvidenceProblems)).toEqual([]);
});

test("finds a test that is not there", () => {
  const title = ["no", "such", "title"].join(" ");
  const [row] = readSecurityRows(
    `| V6.2.1 | words | \`scripts/security/security-table.test.ts\`: "${title}" |`,
  );
  expect(row && findEvidenceProblems(row)).toEqual([expect.stringContaining("there is no test")]);
});

test("takes no comment and no code for a title", () => {
  const code = ["findEvidence", "Problems(row)"].join("");
  const comment = ["a comment", "with words of its own"].join(" ");
  const words = ["takes no comment", code, comment];
  const problems = words.map((title) => {
    const evidence = `\`scripts/security/security-table.test.ts\`: "${title}"`;
    const [row] = readSecurityRows(`| V6.2.1 | words | ${evidence} |`);
    return row ? findEvidenceProblems(row).length : 0;
  });
  // Here is a comment with words of its own.
  expect(problems).toEqual([0, 1, 1]);
});

test.each(["V6.2.1", "RFC 9700 §4.14.2"])("finds a row without a reason, for %s", (id) => {
  const [row] = readSecurityRows(`| ${id} | words | Open: |`);
  expect(row && findEvidenceProblems(row)).toEqual([`${id}: neither a test nor a reason`]);
});
