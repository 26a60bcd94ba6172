/** The entity tag of a record: its version. */
export const etagOf = (version: number) => `"${version}"`;

/** Whether an If-Match header holds for a stored version (RFC 9110 §13.1.1, strong comparison). */
export function matchesVersion(ifMatch: string, version: number): boolean {
  if (ifMatch.trim() === "*") return true;
  return ifMatch.split(",").some((tag) => tag.trim() === etagOf(version));
}
