import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFolder } from "./create-folder.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "gatehouse-folder-"));
});
afterEach(() => rmSync(base, { recursive: true }));

test("makes every missing folder, for the owner only", () => {
  const folder = join(base, "a", "b", "c");
  createFolder(folder);
  createFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("names a file that is in the way", () => {
  writeFileSync(join(base, "file"), "");
  expect(() => createFolder(join(base, "file", "folder"))).toThrow("ENOTDIR");
});

test.runIf(existsSync("/proc"))("gives up where no folder can be made", () => {
  expect(() => createFolder("/proc/gatehouse/data")).toThrow("/proc/gatehouse");
});
