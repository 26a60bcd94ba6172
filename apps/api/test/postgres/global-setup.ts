import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** An administrator's connection to the PostgreSQL cluster of this test run. */
    postgresUrl: string;
  }
}

let keeper: ChildProcess | undefined;

/** Starts one PostgreSQL for the whole run; tests take databases from it by `createPostgresDatabase`. */
export async function setup(project: TestProject): Promise<void> {
  const file = fileURLToPath(new URL("keeper.ts", import.meta.url));
  keeper = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"], detached: true });
  project.provide("postgresUrl", await firstLine(keeper));
}

/** Stops it and waits until its processes and its folder are gone. */
export async function teardown(): Promise<void> {
  if (!keeper || keeper.exitCode !== null) return;
  const ended = once(keeper, "exit");
  keeper.stdin?.end();
  await ended;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Error(`PostgreSQL for the tests did not start (status ${code})`)),
    );
  });
}
