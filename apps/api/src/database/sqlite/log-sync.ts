import { closeSync, fsync, openSync } from "node:fs";
import { promisify } from "node:util";

/** Brings what was committed to the disk, outside the event loop. */
export interface LogSync {
  /** Resolves once all that was committed before the call is on disk; rejects where that is not certain. */
  sync(): Promise<void>;
  close(): void;
}

const syncFile = promisify(fsync);

/** The sync of an open database's write-ahead log, which SQLite leaves to us with `synchronous=NORMAL`. */
export function openLogSync(databasePath: string): LogSync {
  const file = openSync(`${databasePath}-wal`, "r+");
  return { sync: shareSync(() => syncFile(file)), close: () => closeSync(file) };
}

/**
 * One sync for all who ask while another runs. A failed one fails every later one too: the system may have dropped what
 * it could not write, and whatever is committed behind the gap would not be found after a power cut.
 */
export function shareSync(flush: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return function sync() {
    next ??= running.then(() => {
      next = undefined;
      running = flush();
      return running;
    });
    return next;
  };
}
