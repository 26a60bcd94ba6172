// `pnpm supply`: the licences of all dependencies, what the registry knows about holes in them, and whether they can be listed.
import { spawnSync } from "node:child_process";

import { judgeAudit } from "./supply/advisories.ts";
import { findRefusedLicences, type LicensedPackage } from "./supply/licences.ts";

const checks = [checkLicences(), checkAdvisories(), checkBillOfMaterials()];
process.exitCode = checks.every(Boolean) ? 0 : 1;

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
  const verdict = judgeAudit({ status, output: `${stdout}${stderr}` });
  if (verdict === "unanswered") {
    console.log("Advisories: NOT CHECKED, because this registry doesn't answer audits.");
    console.log("  Before a release run this where it does, or give pnpm-lock.yaml to another scanner.");
  } else {
    console.log(stdout, stderr);
  }
  return verdict !== "found";
}

function checkBillOfMaterials(): boolean {
  const { stdout } = pnpm("sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--prod");
  const { components } = JSON.parse(stdout) as { components: object[] };
  console.log(`Bill of materials: ${components.length} components.`);
  return components.length > 0;
}

function pnpm(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync("pnpm", args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
