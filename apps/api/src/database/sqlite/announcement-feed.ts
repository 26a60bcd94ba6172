import type { Database as Connection } from "better-sqlite3";
import {
  type Announcement,
  type AnnouncementFeed,
  announcementMemoryMs,
  createDelivery,
  maxViewAgeMs,
} from "../announcements.ts";
import { ViewAge } from "../view-age.ts";

/** Asking whether anything was committed takes microseconds; it is done at most this often. */
const lookIntervalMs = 200;
/** So that a new signing key is known before anybody asks for it. */
const idleLookIntervalMs = 500;

interface LocalFeed extends AnnouncementFeed {
  deliver(announcements: readonly Announcement[]): void;
}

/**
 * Looks before a request is answered, at most five times a second: `data_version` tells whether there is anything new,
 * and only then a row is read. A process that was stopped looks before it answers again, whatever its timer does.
 */
export function createSqliteAnnouncementFeed(reading: Connection): LocalFeed {
  const delivery = createDelivery();
  const view = new ViewAge();
  let knownDataVersion: unknown;
  let lastId = 0;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const moment = ViewAge.now();
    const dataVersion = reading.pragma("data_version", { simple: true });
    if (dataVersion !== knownDataVersion) readSince();
    knownDataVersion = dataVersion;
    view.confirm(moment);
  }

  function readSince(): void {
    // Writers commit one after the other, so ids become visible in their order.
    const rows = reading
      .prepare<[number, number], { id: number; message: string }>(
        "SELECT id, message FROM announcements WHERE id > ? AND created_at > unixepoch() * 1000 - ? ORDER BY id",
      )
      .all(lastId, announcementMemoryMs);
    delivery.deliverMessages(rows.map((row) => row.message));
    lastId = rows.at(-1)?.id ?? lastId;
  }

  return {
    subscribe: (listener) => delivery.subscribe(listener),
    deliver: (announcements) => delivery.deliver(announcements),
    async start() {
      look();
      timer = setInterval(tryToLook, idleLookIntervalMs).unref();
    },
    stop: async () => clearInterval(timer),
    isFresh() {
      if (view.ms > lookIntervalMs) tryToLook();
      return view.ms <= maxViewAgeMs;
    },
  };

  /** A failing disk must not fail the request that is answered from memory; the view just grows older. */
  function tryToLook(): void {
    try {
      look();
    } catch {
      knownDataVersion = undefined;
    }
  }
}
