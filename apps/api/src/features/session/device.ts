import Bowser from "bowser";

const unknownDevice = "Unknown device";

/** Browser and system in words for a person, such as "Chrome on Linux", or the client's own name. */
export function describeDevice(userAgent: string | null): string {
  if (!userAgent) return unknownDevice;
  const { browser, os } = Bowser.parse(userAgent);
  const names = [browser.name, os.name].filter(Boolean);
  if (names.length > 0) return names.join(" on ");
  // Clients that are no browser begin with their name: curl/8.5.0
  return /^[\w.-]+/.exec(userAgent)?.[0] ?? unknownDevice;
}
