/** A package and the licence it states, as `pnpm licenses list --json` tells it. */
export interface LicensedPackage {
  name: string;
  license: string;
}

// Strong copyleft would reach what is built with it; a stated choice of another licence is fine.
const COPYLEFT = /GPL/i;

/** The packages that may not be used for their licence: GPL, LGPL, AGPL without an alternative, or none stated. */
export function findRefusedLicences(packages: readonly LicensedPackage[]): LicensedPackage[] {
  return packages.filter(({ license }) => !isAccepted(license));
}

function isAccepted(expression: string): boolean {
  if (!expression || /^(unknown|unlicensed|see license.*)$/i.test(expression)) return false;
  const choices = expression.replace(/[()]/g, "").split(/ OR /i);
  return choices.some((choice) => !COPYLEFT.test(choice));
}
