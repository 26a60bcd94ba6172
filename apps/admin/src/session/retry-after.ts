/** Milliseconds that `Retry-After` asks for, in either of its forms (RFC 9110 §10.2.3). */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = Number(value);
  const delay = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1_000;
  return Number.isNaN(delay) ? undefined : Math.max(0, delay);
}
