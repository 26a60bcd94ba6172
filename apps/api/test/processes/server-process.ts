import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../src/server.ts", import.meta.url));

/** One of several real servers on one database, which a test may stop, freeze or kill at any moment. */
export class ServerProcess {
  readonly #environment: Record<string, string>;
  #process: ChildProcess | undefined;
  url = "";

  constructor(environment: Record<string, string>) {
    this.#environment = { PATH: "/usr/bin:/bin", PORT: "0", LOG_LEVEL: "info", ...environment };
  }

  /** Resolves once it listens. */
  async start(): Promise<this> {
    const server = spawn(process.execPath, [program], {
      // Not the folder of a developer who has an .env there.
      cwd: tmpdir(),
      env: this.#environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#process = server;
    this.url = await new Promise<string>((resolve, reject) => {
      createInterface(server.stdout).on("line", (line) => {
        const entry = JSON.parse(line) as { msg: string; url?: string };
        if (entry.msg === "listening" && entry.url) resolve(entry.url);
      });
      server.once("exit", (status, signal) => reject(new Error(`The server ended: ${status ?? signal}`)));
    });
    return this;
  }

  /** Ends it without any warning. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    this.signal("SIGCONT");
    await this.#end("SIGTERM");
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#process;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  }
}

/** Starts so many servers with the same environment. */
export const startServers = (count: number, environment: Record<string, string>): Promise<ServerProcess[]> =>
  Promise.all(Array.from({ length: count }, () => new ServerProcess(environment).start()));
