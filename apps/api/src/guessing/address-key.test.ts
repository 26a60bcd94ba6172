import { expect, test } from "vitest";
import { addressKeyOf } from "./address-key.ts";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["192.0.2.7:52011", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["[::ffff:192.0.2.7]:52011", "192.0.2.7"],
  ["2001:db8:0:1:ffff::2", "20010db800000001"],
  ["[2001:db8:0:1::1]:52011", "20010db800000001"],
  ["fe80::1%eth0", "fe80000000000000"],
])("%s counts as %s", (address, key) => {
  expect(addressKeyOf(address)).toBe(key);
});

test("what is no address is one like all others of its kind", () => {
  const keys = ["", "unknown", "a", "b", "192.0.2.7, 192.0.2.8", "<script>", "999.0.0.1"].map(addressKeyOf);
  expect(new Set(keys).size).toBe(1);
});
