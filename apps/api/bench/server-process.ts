import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface ServerProcess {
  origin: string;
  /** CPU seconds, user and system, that the server itself has used so far; NaN where the system doesn't tell. */
  cpuSeconds(): number;
  /** What the server has in memory, and had at most since it was started or its peak was forgotten; NaN likewise. */
  memory(): { residentBytes: number; peakBytes: number };
  forgetPeakMemory(): void;
  stop(): Promise<void>;
}

/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Starts a server program and waits for its line `{"msg":"listening","url":…}`. */
export async function startServer(program: string, env: Record<string, string>): Promise<ServerProcess> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [path], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const origin = await readOrigin(child);
  return {
    origin,
    cpuSeconds: () => readCpuSeconds(child.pid ?? 0),
    memory: () => readMemory(child.pid ?? 0),
    forgetPeakMemory: () => forgetPeakMemory(child.pid ?? 0),
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function readOrigin(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The server has no standard output.");
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    if (!line.startsWith("{")) continue;
    const { msg, url } = JSON.parse(line) as { msg?: string; url?: string };
    if (msg === "listening" && url) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error("The server ended before it listened.");
}

function readCpuSeconds(pid: number): number {
  try {
    // Fields 14 and 15, counted after the program's name, which may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return NaN;
  }
}

const bytesPerKibibyte = 1024;

function readMemory(pid: number): { residentBytes: number; peakBytes: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const bytesOf = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * bytesPerKibibyte;
    return { residentBytes: bytesOf("VmRSS"), peakBytes: bytesOf("VmHWM") };
  } catch {
    return { residentBytes: NaN, peakBytes: NaN };
  }
}

/** Sets the peak to what is in memory now, see proc_pid_clear_refs(5). */
function forgetPeakMemory(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // Where the system doesn't tell the peak, there is none to forget.
  }
}
