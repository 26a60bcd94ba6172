import { LeastRecentlyUsed } from "./least-recently-used.ts";

interface Kept<V> {
  readonly changes: number;
  readonly value: Promise<V>;
}

/**
 * Answers that stay right until the resource changes: kept with the number of changes they were made at, made once for
 * all who ask at the same time.
 */
export class KeptAnswers<V> {
  readonly #kept: LeastRecentlyUsed<Kept<V>>;

  constructor(capacity: number) {
    this.#kept = new LeastRecentlyUsed(capacity);
  }

  /** The answer as of `changes`, made now if it is not there. A failure is not kept. */
  get(key: string, changes: number, make: () => Promise<V>): Promise<V> {
    const kept = this.#kept.get(key);
    if (kept?.changes === changes) return kept.value;
    const value = make();
    this.#kept.set(key, { changes, value });
    value.catch(() => this.#forget(key, value));
    return value;
  }

  /** The answer as of `changes` if it is there; if not it is begun, for those who ask later. */
  async getReady(key: string, changes: number, make: () => Promise<V>): Promise<V | undefined> {
    const value = this.get(key, changes, make);
    const late = Promise.withResolvers<undefined>();
    // What is there already resolves within this turn of the event loop.
    setImmediate(() => late.resolve(undefined));
    return await Promise.race([value.catch(() => undefined), late.promise]);
  }

  #forget(key: string, value: Promise<V>): void {
    if (this.#kept.get(key)?.value === value) this.#kept.delete(key);
  }
}
