import pg from "pg";
import {
  type Announcement,
  type AnnouncementFeed,
  announcementMemoryMs,
  createDelivery,
  maxViewAgeMs,
} from "../announcements.ts";
import { ViewAge } from "../view-age.ts";

/** The channel on which processes tell each other of revocations, changed users and new keys. */
export const notificationChannel = "gatehouse";

const pollIntervalMs = 500;
const pollTimeoutMs = 2000;
/** A transaction stamped earlier may commit later: each poll reads this far back again. */
const lateCommitMs = 60_000;

const readSince = `
  SELECT message FROM announcements
  WHERE created_at > (extract(epoch from clock_timestamp()) * 1000)::bigint - $1 ORDER BY id`;

/** Whoever may connect to the database may notify on any channel: what is no announcement is none of ours. */
function parseNotification(payload: string | undefined): Announcement | undefined {
  try {
    const message: unknown = JSON.parse(payload ?? "");
    const isAnnouncement = typeof message === "object" && message !== null && "kind" in message;
    return isAnnouncement ? (message as Announcement) : undefined;
  } catch {
    return undefined;
  }
}

interface LocalFeed extends AnnouncementFeed {
  deliver(announcements: readonly Announcement[]): void;
}

/** Hears by NOTIFY, and polls behind it: whoever was cut off knows everything again with the first good poll. */
export function createPostgresAnnouncementFeed(databaseUrl: string): LocalFeed {
  const delivery = createDelivery();
  const view = new ViewAge();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let polling: Promise<void> = Promise.resolve();

  /** LISTEN first, then read: what is committed in between is heard twice rather than not at all. */
  async function connect(): Promise<pg.Client> {
    const connecting = new pg.Client({
      connectionString: databaseUrl,
      query_timeout: pollTimeoutMs,
      connectionTimeoutMillis: pollTimeoutMs,
    });
    connecting.on("error", () => drop(connecting));
    connecting.on("notification", ({ payload }) => {
      const announcement = parseNotification(payload);
      if (announcement) delivery.deliver([announcement]);
    });
    try {
      await connecting.connect();
      await connecting.query(`LISTEN ${notificationChannel}`);
      await read(connecting, announcementMemoryMs);
      return connecting;
    } catch (error) {
      drop(connecting);
      throw error;
    }
  }

  async function read(from: pg.Client, backMs: number): Promise<void> {
    const moment = ViewAge.now();
    const { rows } = await from.query<{ message: string }>(readSince, [backMs]);
    delivery.deliverMessages(rows.map((row) => row.message));
    view.confirm(moment);
  }

  function drop(broken: pg.Client): void {
    if (client === broken) client = undefined;
    broken.end().catch(() => undefined);
  }

  async function poll(): Promise<void> {
    const current = client;
    try {
      if (current) await read(current, lateCommitMs);
      else client = await connect();
    } catch {
      // The view grows older until a later poll succeeds; requests are refused once it is too old.
      if (current) drop(current);
    }
    if (!isStopped) timer = setTimeout(schedule, pollIntervalMs).unref();
  }

  function schedule(): void {
    polling = poll();
  }

  return {
    subscribe: (listener) => delivery.subscribe(listener),
    deliver: (announcements) => delivery.deliver(announcements),
    async start() {
      client = await connect();
      schedule();
    },
    async stop() {
      isStopped = true;
      await polling;
      clearTimeout(timer);
      await client?.end();
    },
    isFresh: () => view.ms <= maxViewAgeMs,
  };
}
