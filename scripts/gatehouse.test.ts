import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";

import { repositoryRoot } from "./repository-root.ts";

const timeout = 60_000;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-cli-"));
});

afterEach(() => rm(folder, { recursive: true }));

/** `pnpm gatehouse …` as an operator types it. */
async function gatehouse(...args: string[]) {
  const program = spawn("pnpm", ["gatehouse", ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, DATABASE_URL: `file:${join(folder, "gatehouse.db")}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    once(program, "exit") as Promise<[number]>,
  ]);
  return { status, stdout, stderr };
}

test(
  "the package manager adds nothing to what a command says, and keeps its exit status",
  { timeout },
  async () => {
    expect(await gatehouse("migrate")).toEqual({
      status: 0,
      stdout: "The database is up to date.\n",
      stderr: "",
    });
    expect(await gatehouse("user", "disable", "--email", "nobody@example.com")).toEqual({
      status: 1,
      stdout: "",
      stderr: "There is no user nobody@example.com.\n",
    });
    expect(await gatehouse("backup")).toMatchObject({ status: 2, stdout: "" });
  },
);
