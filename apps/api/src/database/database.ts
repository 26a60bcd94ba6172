import type { Kysely, Transaction } from "kysely";
import type { Announcement, AnnouncementFeed } from "./announcements.ts";
import type { Tables } from "./tables.ts";

export type Reader = Kysely<Tables>;
export type Writer = Transaction<Tables>;

/** An open database of either engine. */
export interface Database {
  readonly engine: "sqlite" | "postgres";
  /** For reading outside a transaction. On SQLite it never waits for writers. */
  readonly read: Reader;
  /** For reading what may take long: on SQLite it runs in a thread of its own and holds up nobody. */
  readonly background: Reader;
  /**
   * Runs `work` as one transaction that is on disk when the promise resolves. On SQLite writers queue up, so `work`
   * must wait for nothing but its own statements and must never call `write` itself.
   */
  write<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Tells every process, this one too, as soon as the writer's transaction commits, and not if it doesn't. */
  announce(writer: Writer, announcements: readonly Announcement[]): Promise<void>;
  readonly announcements: AnnouncementFeed;
  close(): Promise<void>;
}

const callbacks = new WeakMap<Writer, (() => void)[]>();

/** Runs `callback` as soon as the writer's transaction is committed, and not at all if it is not. */
export function afterCommit(writer: Writer, callback: () => void): void {
  const list = callbacks.get(writer);
  if (list) list.push(callback);
  else callbacks.set(writer, [callback]);
}

/** Wraps an engine's own transaction so that `afterCommit` callbacks run before its promise resolves. */
export async function runWithAfterCommit<T>(
  transact: (work: (writer: Writer) => Promise<T>) => Promise<T>,
  work: (writer: Writer) => Promise<T>,
): Promise<T> {
  let committing: Writer | undefined;
  const result = await transact((writer) => {
    committing = writer;
    return work(writer);
  });
  if (committing) for (const callback of callbacks.get(committing) ?? []) callback();
  return result;
}
