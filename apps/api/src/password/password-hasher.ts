import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { AppError } from "../errors.ts";
import type { HashingAnswer, HashingTask } from "./password-hashing-task.ts";

/** Hashes and verifies passwords in processes of its own, so that nothing else waits for it. */
export interface PasswordHasher {
  /** PHC string of argon2id with today's parameters. */
  hash(password: string): Promise<string>;
  /** Whether the password is the hash's; throws where the hash is of no known kind. */
  verify(hash: string, password: string): Promise<boolean>;
  /** A hash of what nobody has as a password: verified against it, an unknown user costs as much as a known one. */
  dummyHash(): Promise<string>;
  /** How many passwords wait for a process to be free. */
  countWaiting(): number;
  close(): void;
}

type Work = { kind: "hash"; password: string } | { kind: "verify"; password: string; hash: string };

interface Pending {
  task: HashingTask;
  resolve(value: string | boolean): void;
  reject(error: unknown): void;
}

const maxProcesses = 2;
/** About four seconds of work on a small machine; beyond it, waiting would only make things worse. */
const maxWaiting = 400;
const retryAfterSeconds = 2;
const programPath = fileURLToPath(import.meta.resolve("./password-hashing-process.ts"));

/** One process and what it works on: a task at a time, the others wait in the shared queue. */
class HashingProcess {
  #child: ChildProcess | undefined;
  #current: Pending | undefined;
  readonly #onIdle: (process: HashingProcess) => void;

  constructor(onIdle: (process: HashingProcess) => void) {
    this.#onIdle = onIdle;
  }

  get isIdle(): boolean {
    return this.#current === undefined;
  }

  run(pending: Pending): void {
    this.#current = pending;
    this.#child ??= this.#start();
    // Only while there is work does the channel keep this process alive.
    this.#child.channel?.ref();
    this.#child.send(pending.task);
  }

  close(): void {
    this.#child?.removeAllListeners("exit");
    if (this.#child?.connected) this.#child.disconnect();
  }

  #start(): ChildProcess {
    const child = fork(programPath, { serialization: "json", execArgv: [] });
    child.on("message", (answer: HashingAnswer) => {
      const done = this.#current;
      this.#current = undefined;
      child.channel?.unref();
      if ("error" in answer) done?.reject(new Error(answer.error));
      else done?.resolve(answer.value);
      this.#onIdle(this);
    });
    child.on("exit", () => {
      const lost = this.#current;
      this.#child = undefined;
      this.#current = undefined;
      lost?.reject(new AppError("unavailable", { retryAfterSeconds: 1 }));
      this.#onIdle(this);
    });
    child.unref();
    return child;
  }
}

export function createPasswordHasher(): PasswordHasher {
  const waiting: Pending[] = [];
  let lastId = 0;

  function feed(idle: HashingProcess): void {
    const next = waiting.shift();
    if (next) idle.run(next);
  }

  const processes = Array.from(
    { length: Math.max(1, Math.min(maxProcesses, availableParallelism())) },
    () => new HashingProcess(feed),
  );

  function perform(work: Work): Promise<string | boolean> {
    return new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) return reject(new AppError("unavailable", { retryAfterSeconds }));
      lastId += 1;
      const pending: Pending = { task: { id: lastId, ...work }, resolve, reject };
      const idle = processes.find((process) => process.isIdle);
      if (idle) idle.run(pending);
      else waiting.push(pending);
    });
  }

  const hash = async (password: string) => (await perform({ kind: "hash", password })) as string;
  let dummy: Promise<string> | undefined;

  return {
    hash,
    countWaiting: () => waiting.length,
    dummyHash: () => (dummy ??= hash(randomUUID())),
    verify: async (hash, password) => (await perform({ kind: "verify", hash, password })) as boolean,
    close() {
      for (const process of processes) process.close();
    },
  };
}
