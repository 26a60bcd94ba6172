import { isIP, isIPv6 } from "node:net";
import { EnvError, makeExactValidator } from "envalid";

/** A validator that says what it accepts whenever it refuses. */
function accept<T>(accepted: string, parse: (input: string) => T | undefined) {
  return makeExactValidator<T>((input: string) => {
    const value = parse(input.trim());
    if (value === undefined) throw new EnvError(`accepted: ${accepted}`);
    return value;
  });
}

export const wholeNumber = (min: number, max: number) =>
  accept(`a whole number from ${min} to ${max}`, (input) => {
    const value = Number(input);
    return /^\d+$/.test(input) && value >= min && value <= max ? value : undefined;
  });

export const oneOf = <T extends string>(...choices: T[]) =>
  accept(choices.map((choice) => `"${choice}"`).join(", "), (input) =>
    choices.find((choice) => choice === input),
  );

export const maxSeconds = 2_000_000_000;
const minRefreshKeyBytes = 32;

export const host = accept("an address or host name", (input) =>
  /^[\w.:%-]+$/.test(input) ? input : undefined,
);

export const databaseUrl = accept("file:PATH or postgres://…", (input) => {
  if (/^file:.+/.test(input)) return input;
  return /^postgres(ql)?:\/\//.test(input) && URL.canParse(input) ? input : undefined;
});

export const publicUrl = accept(
  "an https origin such as https://admin.example.com, or an http one on loopback; without path",
  (input) => {
    const origin = parseOrigin(input.replace(/\/$/, ""));
    if (origin === undefined) return undefined;
    return origin.startsWith("https:") || isLoopbackUrl(origin) ? origin : undefined;
  },
);

const mailAddress = /^[^\s@<>"]+@[^\s@<>"]+$/;

export const smtpUrl = accept(
  "smtp://… or smtps://… with a host, user and password percent-encoded; ?from=ADDRESS names the sender",
  (input) => {
    if (!URL.canParse(input)) return undefined;
    const { protocol, hostname, searchParams } = new URL(input);
    const from = searchParams.get("from");
    const isUsable =
      /^smtps?:$/.test(protocol) && hostname !== "" && (from === null || mailAddress.test(from));
    return isUsable ? input : undefined;
  },
);

export const adminOrigins = accept(
  "exact origins such as https://admin.example.com, comma separated; no *",
  (input) => {
    const origins = input.split(",").map((entry) => parseOrigin(entry.trim()));
    return origins.every((origin) => origin !== undefined) ? origins : undefined;
  },
);

export const trustProxy = accept(
  "true, false, a number of hops, or addresses and CIDR ranges, comma separated",
  (input): boolean | number | string[] | undefined => {
    if (input === "true" || input === "false") return input === "true";
    if (/^\d+$/.test(input)) return Number(input);
    const entries = input.split(",").map((entry) => entry.trim());
    return entries.every((entry) => namedRanges.has(entry) || isAddressRange(entry)) ? entries : undefined;
  },
);

const namedRanges: ReadonlySet<string> = new Set(["loopback", "linklocal", "uniquelocal"]);

/** An address, or one with a prefix length that says how many of its bits count. */
function isAddressRange(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  if (isIP(address) === 0 || address.includes("%") || rest.length > 0) return false;
  if (prefix === undefined) return true;
  const bits = Number(prefix);
  return /^\d+$/.test(prefix) && bits >= 1 && bits <= (isIPv6(address) ? 128 : 32);
}

export const refreshKeys = accept(
  `base64 of at least ${minRefreshKeyBytes} bytes, one or more, comma separated`,
  (input) => {
    const entries = input.split(",").map((entry) => entry.trim());
    const isBase64 = entries.every((entry) => /^[A-Za-z0-9+/_-]+={0,2}$/.test(entry));
    const keys = entries.map((entry) => Buffer.from(entry, "base64"));
    return isBase64 && keys.every((key) => key.length >= minRefreshKeyBytes) ? keys : undefined;
  },
);

/** The origin in its serialised form, or undefined where the text is anything but an exact http(s) origin. */
function parseOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, protocol, hostname } = new URL(text);
  const isExact = origin === text.toLowerCase() && !hostname.includes("*");
  return /^https?:$/.test(protocol) && isExact ? origin : undefined;
}

/** Whether a URL's host is this machine itself. */
export function isLoopbackUrl(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
