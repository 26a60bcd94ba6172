/** A Warning header (RFC 7234 §5.5, code 299): header fields are ASCII, so what is not is percent-encoded. */
export function warnOf(sentence: string): string {
  const text = sentence.replace(/[^\x20-\x7e]/gu, encodeURIComponent).replace(/["\\]/g, "'");
  return `299 gatehouse "${text}"`;
}
