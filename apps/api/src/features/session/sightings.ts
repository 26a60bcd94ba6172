import type { Clock } from "../../clock.ts";
import type { SessionRow, SessionStore, Sighting } from "./session.store.ts";

const flushIntervalMs = 1000;

/** What requests showed of sessions, held in memory and written behind in batches, at most a second late. */
export class Sightings {
  readonly #store: Pick<SessionStore, "saveSightings">;
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  #pending = new Map<string, Sighting>();
  /** Being written: still read together with the row until the write is committed. */
  #writing = new Map<string, Sighting>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(store: Pick<SessionStore, "saveSightings">, clock: Clock, onError: (error: unknown) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#onError = onError;
  }

  /** Notes that the client holds this generation; a late note about an older one only tells that it was seen. */
  note(sid: string, generation: number): void {
    const now = this.#clock.now();
    const known = this.#pending.get(sid);
    if (known) {
      known.seenAt = now;
      if (generation <= known.generation) return;
      known.generation = generation;
      known.confirmedAt = now;
      return;
    }
    this.#pending.set(sid, { sid, generation, confirmedAt: now, seenAt: now });
    this.#schedule();
  }

  /** The row's confirmation with what memory knows beside it: the first moment its current generation was seen. */
  confirmationOf(row: Pick<SessionRow, "id" | "generation" | "confirmed_generation" | "confirmed_at">) {
    const known = [this.#writing.get(row.id), this.#pending.get(row.id)]
      .filter((sighting) => sighting?.generation === row.generation)
      .map((sighting) => sighting?.confirmedAt ?? 0);
    if (row.confirmed_generation === row.generation) known.push(row.confirmed_at);
    if (known.length === 0) {
      return { confirmedGeneration: row.confirmed_generation, confirmedAt: row.confirmed_at };
    }
    return { confirmedGeneration: row.generation, confirmedAt: Math.min(...known) };
  }

  /** Writes what is held; resolves when it is written, and keeps it for the next time where that fails. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  async #write(): Promise<void> {
    if (this.#pending.size === 0) return;
    this.#writing = this.#pending;
    this.#pending = new Map();
    try {
      await this.#store.saveSightings([...this.#writing.values()]);
    } catch (error) {
      for (const sighting of this.#writing.values()) this.#keep(sighting);
      this.#schedule();
      this.#onError(error);
    } finally {
      this.#writing = new Map();
    }
  }

  /** Of the same session a newer generation stands; a late note of an older one tells only that it was seen. */
  #keep(failed: Sighting): void {
    const later = this.#pending.get(failed.sid);
    if (later && later.generation > failed.generation) return;
    this.#pending.set(failed.sid, { ...failed, seenAt: later?.seenAt ?? failed.seenAt });
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.flush(), flushIntervalMs).unref();
  }
}
