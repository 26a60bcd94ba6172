import { execFile, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { SignInOptions } from "@gatehouse/shared/session-api";

import { startDemoServer, type DemoServer } from "../testing/start-server.ts";
import { codeBlocks, readmeSection } from "./sections.ts";

const run = promisify(execFile);
const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const isCi = process.env["CI"] === "true";

let server: DemoServer;
beforeAll(async () => {
  server = await startDemoServer();
});
afterAll(() => server.stop());

async function demoPassword(): Promise<string> {
  const response = await fetch(`${server.origin}/api/sign-in-options`);
  return ((await response.json()) as SignInOptions).demoPassword ?? "";
}

// The blocks are one story: later ones use what earlier ones received.
test.runIf(hasCurl || isCi)("the README's API examples work as they stand", async () => {
  const blocks = codeBlocks(readmeSection("API"), "bash");
  expect(blocks.length).toBeGreaterThan(3);
  const script = join(server.folder, "examples.sh");
  await writeFile(script, ["set -euo pipefail", ...blocks].join("\n"));
  const env = { ...process.env, ORIGIN: server.origin, PASSWORD: await demoPassword() };
  const { stdout } = await run("bash", ["-x", script], { cwd: server.folder, env });
  expect(stdout).toContain("Müller & Söhne");
  expect(stdout).toContain("Köln");
});
