/** How `pnpm audit` ended. */
export interface AuditRun {
  status: number | null;
  output: string;
}

export type AuditVerdict = "clean" | "found" | "unanswered";

// Some mirrors of the registry hand out packages and answer no audit.
const unanswered = /ERR_PNPM_AUDIT_(BAD_RESPONSE|ENDPOINT_NOT_EXISTS)/;

/** What an audit says. Where the registry doesn't answer, that is neither a finding nor the absence of one. */
export function judgeAudit({ status, output }: AuditRun): AuditVerdict {
  if (unanswered.test(output)) return "unanswered";
  return status === 0 ? "clean" : "found";
}
