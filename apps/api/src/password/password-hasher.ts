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
const defaultMaxWaiting = 400;
const retryAfterSeconds = 2;
const programPath = fileURLToPath(import.meta.resolve("./password-hashing-process.ts"));

/** What a process works on, and what it goes on with while its answer is on the way. */
const maxTasksOfProcess = 2;

/** One process and its tasks, which it does one after the other; the others wait in the shared queue. */
class HashingProcess {
  #child: ChildProcess | undefined;
  #tasks: Pending[] = [];
  readonly #onRoom: (process: HashingProcess) => void;

  constructor(onRoom: (process: HashingProcess) => void) {
    this.#onRoom = onRoom;
  }

  get taskCount(): number {
    return this.#tasks.length;
  }

  run(pending: Pending): void {
    this.#tasks.push(pending);
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
      // Under `node --watch` a child also tells its parent what it has loaded.
      if (answer.id !== this.#tasks[0]?.task.id) return;
      const done = this.#tasks.shift();
      if (this.#tasks.length === 0) child.channel?.unref();
      if ("error" in answer) done?.reject(new Error(answer.error));
      else done?.resolve(answer.value);
      this.#onRoom(this);
    });
    child.on("exit", () => {
      const lost = this.#tasks;
      this.#child = undefined;
      this.#tasks = [];
      for (const { reject } of lost) reject(new AppError("unavailable", { retryAfterSeconds: 1 }));
      for (let room = 0; room < maxTasksOfProcess; room += 1) this.#onRoom(this);
    });
    child.unref();
    return child;
  }
}

/** Beyond `maxWaiting` passwords that wait, a further one is refused at once: `unavailable`, with Retry-After. */
export function createPasswordHasher({ maxWaiting = defaultMaxWaiting } = {}): PasswordHasher {
  const waiting: Pending[] = [];
  let lastId = 0;

  function feed(free: HashingProcess): void {
    const next = waiting.shift();
    if (next) free.run(next);
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
      const [freest] = processes.toSorted((a, b) => a.taskCount - b.taskCount);
      if (freest && freest.taskCount < maxTasksOfProcess) freest.run(pending);
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
