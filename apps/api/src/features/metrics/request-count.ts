import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";

/** Requests a day, of all processes: counted in memory, added to the database every few seconds. */
export interface RequestCount {
  note(): void;
  today(): Promise<number>;
  start(): void;
  /** Writes what is not written yet. */
  stop(): Promise<void>;
}

const flushIntervalMs = 5000;

/** The UTC day of an instant. */
export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

export function createRequestCount(database: Database, clock: Clock): RequestCount {
  let pending = 0;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  async function add(count: number): Promise<void> {
    await database.write(async (writer) => {
      await writer
        .insertInto("request_days")
        .values({ day: dayOf(clock.now()), count })
        .onConflict((conflict) =>
          conflict.column("day").doUpdateSet((eb) => ({ count: eb("request_days.count", "+", count) })),
        )
        .execute();
    });
  }

  async function flush(): Promise<void> {
    const count = pending;
    if (count === 0) return;
    pending = 0;
    try {
      await add(count);
    } catch {
      // Counted again with the next: a figure must not fail what it counts.
      pending += count;
    }
  }

  return {
    note() {
      pending += 1;
    },
    async today() {
      await flush();
      const row = await database.read
        .selectFrom("request_days")
        .select("count")
        .where("day", "=", dayOf(clock.now()))
        .executeTakeFirst();
      return (row?.count ?? 0) + pending;
    },
    start() {
      timer = setInterval(() => {
        flushing = flush();
      }, flushIntervalMs).unref();
    },
    async stop() {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  };
}
