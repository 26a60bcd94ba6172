import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { findChromium } from "./find-chromium.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-chromium-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function install(name: string, mode: number): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, "");
  await chmod(file, mode);
  return file;
}

test("takes the browser that CHROMIUM names", async () => {
  const file = await install("my-browser", 0o755);
  expect(findChromium({ CHROMIUM: file })).toBe(file);
});

test("does not fall back to another browser when the named one is missing", () => {
  expect(findChromium({ CHROMIUM: join(folder, "nowhere") })).toBeUndefined();
});

test("finds an executable on PATH", async () => {
  const file = await install("chromium", 0o755);
  expect(findChromium({ PATH: folder })).toBe(file);
});
