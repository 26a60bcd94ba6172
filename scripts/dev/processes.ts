import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";

const STOP_TIMEOUT_MS = 10_000;
const running = new Set<ChildProcess>();

/** Starts a Node program that `stopProcesses` ends. */
export function startNode(args: string[], options: SpawnOptions): ChildProcess {
  const child = spawn(process.execPath, args, options);
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** Asks every process that was started to end and resolves when all have; whoever takes too long is killed. */
export async function stopProcesses(): Promise<void> {
  await Promise.all([...running].map(stop));
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  const impatience = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(impatience);
}
