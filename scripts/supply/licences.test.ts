import { expect, test } from "vitest";

import { findRefusedLicences } from "./licences.ts";

const isRefused = (license: string) => findRefusedLicences([{ name: "a-package", license }]).length === 1;

test.each(["GPL-3.0-only", "AGPL-3.0", "LGPL-2.1-or-later", "MIT AND GPL-2.0", "Unknown", ""])(
  "refuses %j",
  (license) => {
    expect(isRefused(license)).toBe(true);
  },
);

test.each([
  "MIT",
  "Apache-2.0",
  "(MIT OR GPL-3.0)",
  "(MPL-2.0 OR Apache-2.0)",
  "MIT AND ISC AND BSD-3-Clause",
])("accepts %j", (license) => {
  expect(isRefused(license)).toBe(false);
});
