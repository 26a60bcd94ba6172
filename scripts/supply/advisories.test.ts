import { expect, test } from "vitest";

import { judgeAudit } from "./advisories.ts";

const badResponse = `Error: ERR_PNPM_AUDIT_BAD_RESPONSE

  × The audit endpoint (at https://registry.npmjs.org/-/npm/v1/security/
  │ advisories/bulk) responded with 405:`;

test.each([
  ["clean", 0, "No known vulnerabilities found"],
  ["found", 1, "1 vulnerabilities found\nSeverity: 1 critical"],
  ["unanswered", 1, badResponse],
  // Whatever else went wrong must be looked at.
  ["found", 1, "ERR_PNPM_META_FETCH_FAIL"],
  ["found", null, ""],
])("is %s at status %s, where pnpm says %s", (verdict, status, output) => {
  expect(judgeAudit({ status, output })).toBe(verdict);
});
