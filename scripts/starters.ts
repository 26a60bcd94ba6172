import { readFileSync } from "node:fs";

interface RunningProcess {
  parent: number;
  command: string;
}

// What stands between a terminal or a supervisor and a script: `npx`, the package manager, and the shells they use.
const STARTER = /^\S*\b(npm|npx|pnpm)\b|^\S*\b(ba|da)?sh -c |\/(npm-cli|npx-cli|pnpm)\.[cm]?js\b/;
const POLL_MS = 500;

/**
 * Calls back when the package manager that started this process is gone. `npx` that is killed alone leaves what it
 * started running, with the port taken. Where there is no /proc this does nothing.
 */
export function onStarterGone(callback: () => void): void {
  const starters = listStarters(process.ppid);
  const timer = setInterval(() => {
    if (starters.every((pid) => readProcess(pid) !== undefined)) return;
    clearInterval(timer);
    callback();
  }, POLL_MS);
  timer.unref();
}

function listStarters(pid: number): number[] {
  const running = readProcess(pid);
  if (!running || !STARTER.test(running.command)) return [];
  return [pid, ...listStarters(running.parent)];
}

/** A process that runs; undefined for one that is gone, or that only waits to be reaped. */
function readProcess(pid: number): RunningProcess | undefined {
  try {
    // proc(5): "pid (name) state ppid …", where the name may hold anything.
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = status.slice(status.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { parent: Number(parent), command };
  } catch {
    return undefined;
  }
}
