/**
 * Whether every database stores the text as it is: PostgreSQL has no NUL, and half of a surrogate pair is no character
 * (RFC 7493 §2.1).
 */
export const isStorableText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

/** Whether that holds for all text in a parsed JSON value, names included, however deep. */
export function hasStorableText(json: unknown): boolean {
  const left = [json];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === "string" && !isStorableText(value)) return false;
    if (typeof value !== "object" || value === null) continue;
    for (const [name, inner] of Object.entries(value)) left.push(name, inner);
  }
  return true;
}
