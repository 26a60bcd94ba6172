import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { repositoryRoot } from "../repository-root.ts";

/** The real server in a process of its own, on the demo data in a folder of its own. */
export interface DemoServer {
  origin: string;
  folder: string;
  stop(): Promise<void>;
}

/** Seeds an empty SQLite database and serves it on a free port; `environment` adds to the server's. */
export async function startDemoServer(environment: Record<string, string> = {}): Promise<DemoServer> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-demo-"));
  const settings = { DATABASE_URL: `file:${join(folder, "gatehouse.db")}`, PORT: "0", ...environment };
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    await once(start("cli.ts", ["seed", "--invoices", "200"], settings, "ignore"), "exit");
    const server = start("server.ts", [], settings, "pipe");
    const origin = await listeningOrigin(server);
    return { origin, folder, stop: () => stop(server).then(removeFolder) };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

function start(
  program: string,
  args: string[],
  settings: Record<string, string>,
  out: "pipe" | "ignore",
): ChildProcess {
  return spawn(process.execPath, [join(repositoryRoot, "apps/api/src", program), ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, ...settings },
    stdio: ["ignore", out, "inherit"],
  });
}

async function listeningOrigin(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error("The server's log is not piped.");
  // The log is read to its end, so that a full pipe never holds the server up.
  const lines = createInterface(server.stdout);
  return await new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      if (line.includes('"msg":"listening"')) resolve((JSON.parse(line) as { url: string }).url);
    });
    server.once("exit", (status) =>
      reject(new Error(`The server ended with status ${status} before it listened.`)),
    );
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}
