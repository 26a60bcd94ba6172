import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { createPostgresDatabase } from "./postgres/create-postgres-database.ts";

/** A data folder of its own and the environment that names it. */
export interface TestInstallation {
  folder: string;
  environment: Record<string, string>;
  /** The folder of the programs' sources where it is not this repository's. */
  source?: string;
}

export function createTestInstallation(environment: Record<string, string> = {}): TestInstallation {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-program-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const databaseUrl = `file:${join(folder, "data", "gatehouse.db")}`;
  return {
    folder,
    environment: { DATABASE_URL: databaseUrl, PORT: "0", RATE_LIMITS: "off", ...environment },
  };
}

/** As `createTestInstallation`, with an empty database of the engine. */
export async function createInstallationOn(
  engine: "sqlite" | "postgres",
  environment: Record<string, string> = {},
): Promise<TestInstallation> {
  if (engine === "sqlite") return createTestInstallation(environment);
  const { url, drop } = await createPostgresDatabase();
  onTestFinished(drop);
  const refreshKey = Buffer.alloc(32, 7).toString("base64");
  return createTestInstallation({ DATABASE_URL: url, REFRESH_KEY: refreshKey, ...environment });
}

const ownSource = fileURLToPath(new URL("../src", import.meta.url));

/** Starts the CLI or the server in a process of its own; whoever starts it ends it. */
export const startProgram = (
  name: "cli" | "server",
  { folder, environment, source = ownSource }: TestInstallation,
  args: readonly string[] = [],
) =>
  spawn(process.execPath, [join(source, `${name}.ts`), ...args], {
    cwd: folder,
    env: { PATH: "/usr/bin:/bin", ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });

/** Runs an operator's command in a process of its own. */
export async function runCli(installation: TestInstallation, args: readonly string[], input = "") {
  const cli = startProgram("cli", installation, args);
  cli.stdin.end(input);
  const [stdout, stderr, [status]] = await Promise.all([
    text(cli.stdout),
    text(cli.stderr),
    once(cli, "exit") as Promise<[number]>,
  ]);
  return { status, stdout, stderr };
}

/** The real server in a process of its own, stopped when the test is over. */
export async function startServer(installation: TestInstallation) {
  const server = startProgram("server", installation);
  server.stdin.end();
  server.stderr.resume();
  const lines: string[] = [];
  const log = createInterface(server.stdout);
  const url = await new Promise<string>((resolve, reject) => {
    log.on("line", (line) => {
      lines.push(line);
      const entry = JSON.parse(line) as { msg: string; url?: string };
      if (entry.msg === "listening" && entry.url) resolve(entry.url);
    });
    server.once("exit", (status) => reject(new Error(`The server ended with status ${status}.`)));
  });
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
  };
  onTestFinished(stop);
  return { url, lines, stop };
}
