// `pnpm supply`: the licences of all dependencies, and what the registry knows about holes in them.
import { spawnSync } from "node:child_process";

import { findRefusedLicences, type LicensedPackage } from "./supply/licences.ts";

const hasGoodLicences = checkLicences();
const hasNoAdvisories = checkAdvisories();
process.exitCode = hasGoodLicences && hasNoAdvisories ? 0 : 1;

function checkLicences(): boolean {
  const list = JSON.parse(pnpm("-r", "licenses", "list", "--json").stdout) as Record<
    string,
    LicensedPackage[]
  >;
  const packages = Object.values(list).flat();
  const refused = findRefusedLicences(packages);
  for (const { name, license } of refused)
    console.error(`${name}: its licence is ${license || "not stated"}.`);
  console.log(`Licences: ${packages.length} packages, ${refused.length} refused.`);
  return refused.length === 0;
}

function checkAdvisories(): boolean {
  const { status, stdout, stderr } = pnpm("audit");
  if (`${stdout}${stderr}`.includes("ERR_PNPM_AUDIT_BAD_RESPONSE")) {
    console.log("Advisories: NOT CHECKED, because this registry doesn't answer audits.");
    return true;
  }
  console.log(stdout);
  return status === 0;
}

function pnpm(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync("pnpm", args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
