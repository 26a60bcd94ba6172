import type { Database as Connection, Transaction } from "better-sqlite3";
import { isLocked, whenUnlocked } from "./when-unlocked.ts";

interface GroupedJob {
  /** Does the work and returns what settles the caller once it is committed. */
  run: () => () => void;
  fail: (error: unknown) => void;
}

type ExclusiveTask = () => Promise<void>;

/**
 * The one way to a process's writing connection: whole transactions of others, one at a time, and synchronous jobs,
 * of which all that arrive in one turn of the event loop share a transaction. The next may begin while the disk still
 * syncs what the last one committed.
 */
export class WriteLane {
  readonly #transact: Transaction<(jobs: readonly GroupedJob[]) => (() => void)[]>;
  readonly #tasks: ExclusiveTask[] = [];
  #jobs: GroupedJob[] = [];
  #isBusy = false;
  #isScheduled = false;
  readonly #sync: () => Promise<void>;

  constructor(connection: Connection, sync: () => Promise<void>) {
    this.#sync = sync;
    this.#transact = connection.transaction((jobs) => jobs.map((job) => job.run()));
  }

  /**
   * Runs a task that opens and ends its own transaction while nobody else writes, and resolves once what it committed is
   * on disk.
   */
  async exclusive<T>(task: () => Promise<T>): Promise<T> {
    const result = await new Promise<T>((resolve, reject) => {
      this.#tasks.push(() => task().then(resolve, reject));
      this.#schedule();
    });
    await this.#sync();
    return result;
  }

  /**
   * Runs a synchronous, repeatable job in the next group's transaction and resolves once that is committed, though a
   * power cut may still take it. A job that throws takes nothing of its neighbours with it.
   */
  grouped<T>(job: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = () => {
        const result = job();
        return () => resolve(result);
      };
      this.#jobs.push({ run, fail: reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isBusy || this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#isBusy = true;
    await this.#runJobs();
    const task = this.#tasks.shift();
    if (task) await task();
    this.#isBusy = false;
    if (this.#jobs.length > 0 || this.#tasks.length > 0) this.#schedule();
  }

  async #runJobs(): Promise<void> {
    const jobs = this.#jobs;
    if (jobs.length === 0) return;
    this.#jobs = [];
    try {
      await whenUnlocked(() => this.#commit(jobs));
    } catch (error) {
      // Each alone would wait for the lock as long again.
      if (isLocked(error)) for (const job of jobs) job.fail(error);
      else for (const job of jobs) await this.#commitAlone(job);
    }
  }

  async #commitAlone(job: GroupedJob): Promise<void> {
    try {
      await whenUnlocked(() => this.#commit([job]));
    } catch (error) {
      job.fail(error);
    }
  }

  #commit(jobs: GroupedJob[]): void {
    for (const settle of this.#transact.immediate(jobs)) settle();
  }
}
