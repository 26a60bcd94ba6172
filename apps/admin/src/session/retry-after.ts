/**
 * Milliseconds that `Retry-After` asks for, in either of its forms (RFC 9110 §10.2.3). A date is compared with the
 * answer's own `Date`, where that can be read: this machine's clock may be wrong.
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = Number(value);
  const delay = Number.isNaN(seconds) ? Date.parse(value) - sentAt(headers) : seconds * 1_000;
  return Number.isNaN(delay) ? undefined : Math.max(0, delay);
}

function sentAt(headers: Headers): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date;
}
