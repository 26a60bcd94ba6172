import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { variableNames } from "../../apps/api/src/config.ts";
import { repositoryRoot } from "../repository-root.ts";

/** The real server in a process of its own, on the demo data in a folder of its own. */
export interface DemoServer {
  origin: string;
  folder: string;
  stop(): Promise<void>;
}

/**
 * Seeds an empty SQLite database and serves it on a free port; `environment` adds to the server's. `root` is where the
 * repository is, or a copy of it; `invoices` is how many there are to be.
 */
export async function startDemoServer(
  environment: Record<string, string> = {},
  {
    root = repositoryRoot,
    invoices = 200,
  }: { root?: string | undefined; invoices?: number | undefined } = {},
): Promise<DemoServer> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-demo-"));
  const settings = { DATABASE_URL: `file:${join(folder, "gatehouse.db")}`, PORT: "0", ...environment };
  const place = { cwd: folder, env: { ...foreignVariables(), ...settings } };
  const start = (program: string, args: string[], stdio: StdioOptions) =>
    spawn(process.execPath, [join(root, "apps/api/src", program), ...args], { ...place, stdio });
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    await succeeds(
      start("cli.ts", ["seed", "--invoices", String(invoices)], ["ignore", "ignore", "inherit"]),
    );
    const server = start("server.ts", [], ["ignore", "pipe", "inherit"]);
    const origin = await listeningOrigin(server);
    return { origin, folder, stop: () => stop(server).then(removeFolder) };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

async function succeeds(command: ChildProcess): Promise<void> {
  const [status] = (await once(command, "exit")) as [number | null];
  if (status !== 0) throw new Error(`The demo data could not be made (status ${status}).`);
}

// The folder has no .env, and what the developer's own Gatehouse is told stays out as well.
function foreignVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !variableNames.includes(name)));
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
