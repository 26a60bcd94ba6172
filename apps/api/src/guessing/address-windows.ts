import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";

/** How many requests there were in the window that this one falls into, and when it ends. */
export interface WindowCount {
  count: number;
  endsAt: number;
}

export const windowMs = 60_000;

const maxKept = 50_000;

/** Counts in this process's memory, without waiting for anything: for everything that is no guessing surface. */
export function createLocalWindows(clock: Clock) {
  const windows = new Map<string, WindowCount>();

  /** Windows begin in the order of the map, so the first are the first to be over. */
  function removeOver(now: number): void {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now && windows.size < maxKept) return;
      windows.delete(key);
    }
  }

  return {
    hit(key: string): WindowCount {
      const now = clock.now();
      const current = windows.get(key);
      if (current && current.endsAt > now) {
        current.count += 1;
        return current;
      }
      windows.delete(key);
      removeOver(now);
      const begun = { count: 1, endsAt: now + windowMs };
      windows.set(key, begun);
      return begun;
    },
  };
}

/** Counts in the database, for guessing surfaces: shared by all processes, and a restart forgets nothing. */
export function createSharedWindows(database: Database, clock: Clock) {
  /** Windows that are full: whoever goes on all the same costs the database nothing until they are over. */
  const full = new Map<string, WindowCount>();

  function findFull(key: string): WindowCount | undefined {
    const window = full.get(key);
    if (!window || window.endsAt > clock.now()) return window;
    full.delete(key);
    return undefined;
  }

  const count = (key: string): Promise<WindowCount> =>
    database.write(async (writer) => {
      const now = clock.now();
      await writer.deleteFrom("address_windows").where("ends_at", "<=", now).execute();
      const row = await writer
        .insertInto("address_windows")
        .values({ key, count: 1, ends_at: now + windowMs })
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet((eb) => ({ count: eb("address_windows.count", "+", 1) })),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return { count: row.count, endsAt: row.ends_at };
    });

  return {
    /** Counts on only while no more than `limit` are counted. */
    async hit(key: string, limit: number): Promise<WindowCount> {
      const known = findFull(key);
      if (known) return known;
      const window = await count(key);
      if (window.count > limit) {
        if (full.size >= maxKept) full.clear();
        full.set(key, window);
      }
      return window;
    },
  };
}
