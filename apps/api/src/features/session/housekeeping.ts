import type { Clock } from "../../clock.ts";
import { announcementMemoryMs } from "../../database/announcements.ts";
import type { Database } from "../../database/database.ts";
import { purgeCodes } from "../../one-time-codes/one-time-codes.ts";
import type { Revocations } from "./revocations.ts";
import type { SessionStore } from "./session.store.ts";
import type { Sightings } from "./sightings.ts";

interface HousekeepingOptions {
  database: Database;
  store: SessionStore;
  sightings: Sightings;
  revocations: Revocations;
  clock: Clock;
  onError: (error: unknown) => void;
}

/** Work that no request waits for. */
export interface Housekeeping {
  start(): void;
  /** Writes the sightings that are still held. */
  stop(): Promise<void>;
  /** One round: forgets and removes what is long over, a small batch at a time. */
  run(): Promise<void>;
}

const intervalMs = 60_000;
const batchSize = 500;
/** How long a session that is over can still be looked up by administrators. */
const keepEndedMs = 90 * 24 * 3_600_000;
/** A code that has expired is good for nothing; each passkey that is asked for leaves one. */
const keepCodesMs = 24 * 3_600_000;

export function createHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { database, store, sightings, revocations, clock, onError } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  /** Between two batches everybody else gets a turn. */
  async function removeInBatches(remove: () => Promise<number>): Promise<void> {
    while ((await remove()) === batchSize);
  }

  async function run(): Promise<void> {
    revocations.prune();
    await removeInBatches(() => store.purge(clock.now() - keepEndedMs, batchSize));
    await removeInBatches(() => purgeAnnouncements(database, clock.now() - 2 * announcementMemoryMs));
    await removeInBatches(() =>
      database.write((writer) => purgeCodes(writer, clock.now() - keepCodesMs, batchSize)),
    );
  }

  return {
    run,
    start() {
      timer = setInterval(() => {
        running = run().catch(onError);
      }, intervalMs).unref();
    },
    async stop() {
      clearInterval(timer);
      await running;
      await sightings.flush();
    },
  };
}

async function purgeAnnouncements(database: Database, before: number): Promise<number> {
  const { numDeletedRows } = await database.write((writer) =>
    writer
      .deleteFrom("announcements")
      .where("id", "in", (over) =>
        over.selectFrom("announcements").select("id").where("created_at", "<", before).limit(batchSize),
      )
      .executeTakeFirst(),
  );
  return Number(numDeletedRows);
}
