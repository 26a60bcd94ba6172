import ipaddr from "ipaddr.js";

const subnetBytes = 8;

/** Some proxies write the port too: `192.0.2.7:52011`, `[2001:db8::1]:52011`. */
const withPort = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[\d.]+))(?::\d+)?$/;

/** All that can't be read as an address is one: who makes something up gains nothing by it. */
const unreadable = "unreadable";

/** What one customer of a provider has: an IPv4 address, or a whole /64 of IPv6. */
export function addressKeyOf(address: string): string {
  const { v6, v4 } = withPort.exec(address)?.groups ?? {};
  const bare = v6 ?? v4 ?? address;
  if (!ipaddr.isValid(bare)) return unreadable;
  const parsed = ipaddr.process(bare);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return Buffer.from(parsed.toByteArray().slice(0, subnetBytes)).toString("hex");
}
