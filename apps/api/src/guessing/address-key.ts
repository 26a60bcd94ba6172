import ipaddr from "ipaddr.js";

const subnetBytes = 8;

/** What one customer of a provider has: an IPv4 address, or a whole /64 of IPv6. */
export function addressKeyOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return Buffer.from(parsed.toByteArray().slice(0, subnetBytes)).toString("hex");
}
