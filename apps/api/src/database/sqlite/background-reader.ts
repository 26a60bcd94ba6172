import { Worker } from "node:worker_threads";
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from "kysely";
import type { BackgroundAnswer, BackgroundQuestion } from "./background-reader-thread.ts";

interface Waiting {
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
}

/**
 * A Kysely driver that reads in a thread with a connection of its own: however long a query takes, the event loop goes
 * on answering. The thread starts with the first query and holds up no exit.
 */
export class BackgroundReader implements Driver {
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(path: string) {
    this.#path = path;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return {
      executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => ({
        rows: (await this.#ask(query)) as R[],
      }),
      streamQuery() {
        throw new Error("Rows are read in batches, not streamed, from the background.");
      },
    };
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(): Promise<void> {
    throw new Error("There are no transactions in the background.");
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async destroy(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask({ sql, parameters }: CompiledQuery): Promise<unknown[]> {
    this.#worker ??= this.#start();
    this.#lastId += 1;
    const question: BackgroundQuestion = { id: this.#lastId, sql, parameters };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { resolve, reject });
      this.#worker?.ref();
      this.#worker?.postMessage(question);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL("background-reader-thread.ts", import.meta.url), {
      workerData: { path: this.#path },
    });
    worker.on("message", (answer: BackgroundAnswer) => this.#settle(answer));
    worker.on("error", (error: Error) => this.#failAll(error));
    worker.on("exit", () => this.#failAll(new Error("The reading thread has ended.")));
    worker.unref();
    return worker;
  }

  #settle(answer: BackgroundAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if (answer.rows) waiting?.resolve(answer.rows);
    else waiting?.reject(new Error(answer.error));
  }

  /** The next query starts another thread. */
  #failAll(error: Error): void {
    this.#worker = undefined;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
