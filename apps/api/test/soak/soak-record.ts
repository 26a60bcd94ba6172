/** One answer that was not a success, or none. */
export interface Trouble {
  what: string;
  status: number | "none";
  code: string | undefined;
  at: number;
}

/** What a soak has seen so far. Instants by the monotonic clock, in milliseconds. */
export class SoakRecord {
  readonly #durations = new Map<string, number[]>();
  readonly troubles: Trouble[] = [];
  readonly kills: number[] = [];
  /** Resident memory of the server that is never killed, in MiB. */
  readonly memory: number[] = [];
  /** What an honest person may not be told: that the session is over. */
  readonly signOuts: Trouble[] = [];
  /** How long after the answer a revoked session was still accepted somewhere. */
  readonly acceptedAfterRevocationMs: number[] = [];

  note(what: string, durationMs: number): void {
    const list = this.#durations.get(what) ?? [];
    list.push(durationMs);
    this.#durations.set(what, list);
  }

  /** Answers of 5xx that no kill of the second before explains. */
  unexplained(): Trouble[] {
    const isExplained = ({ at }: Trouble) => this.kills.some((kill) => at >= kill && at - kill <= 1000);
    return this.troubles.filter((trouble) => Number(trouble.status) >= 500 && !isExplained(trouble));
  }

  /** Medians of the second and of the last quarter. */
  memoryTrend(): { early: number; late: number } {
    const quarter = Math.floor(this.memory.length / 4);
    return {
      early: quantile(this.memory.slice(quarter, 2 * quarter), 0.5),
      late: quantile(this.memory.slice(-quarter), 0.5),
    };
  }

  /** How often each thing was done, and how long it took. */
  summary(): Record<string, { count: number; p50Ms: number; p99Ms: number }> {
    return Object.fromEntries(
      [...this.#durations].map(([what, list]) => [
        what,
        { count: list.length, p50Ms: quantile(list, 0.5), p99Ms: quantile(list, 0.99) },
      ]),
    );
  }
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * q)] ?? NaN) * 10) / 10;
}
