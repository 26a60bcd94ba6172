import type { Clock } from "../clock.ts";
import { LeastRecentlyUsed } from "./least-recently-used.ts";

interface Kept<V> {
  readonly changes: number;
  readonly until: number;
  readonly value: Promise<V>;
}

interface Limits<V> {
  /** How many are kept; those asked for last. */
  readonly capacity: number;
  /** The longest that one is kept, in milliseconds of `clock`; forever unless told otherwise. */
  readonly maxAgeMs?: number;
  readonly clock?: Clock;
  /** Whether one is worth its memory. */
  readonly isKept?: (value: V) => boolean;
}

const maxKeyLength = 2048;

/**
 * Answers that stay right until the resource changes: kept with the number of changes they were made at, made once for
 * all who ask at the same time.
 */
export class KeptAnswers<V> {
  readonly #kept: LeastRecentlyUsed<Kept<V>>;
  readonly #limits: Limits<V>;

  constructor(limits: Limits<V>) {
    this.#limits = limits;
    this.#kept = new LeastRecentlyUsed(limits.capacity);
  }

  /** The answer as of `changes`, made now if it is not there. A failure is not kept, nor what has a very long key. */
  get(key: string, changes: number, make: () => Promise<V>): Promise<V> {
    if (key.length > maxKeyLength) return make();
    const { maxAgeMs = Infinity, clock, isKept = () => true } = this.#limits;
    const now = clock?.now() ?? 0;
    const kept = this.#kept.get(key);
    if (kept?.changes === changes && now < kept.until) return kept.value;
    const value = make();
    this.#kept.set(key, { changes, until: now + maxAgeMs, value });
    const forget = () => this.#forget(key, value);
    value.then((made) => isKept(made) || forget(), forget);
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
