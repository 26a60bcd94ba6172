import type { RevokeReason } from "@gatehouse/shared/error-codes";
import { type RawBuilder, sql } from "kysely";
import type { Writer } from "./database.ts";

/** What every process has to know as soon as it is committed. */
export type Announcement =
  | { kind: "session-revoked"; sid: string; reason: RevokeReason | null }
  | { kind: "user-changed"; userId: string; tokenVersion: number; isActive: boolean }
  | { kind: "keys-changed" }
  | { kind: "second-factor-policy-changed" }
  | { kind: "api-key-revoked"; id: string };

export type AnnouncementListener = (announcement: Announcement) => void;

/** Brings announcements of all processes to this one; its own arrive with the commit. */
export interface AnnouncementFeed {
  subscribe(listener: AnnouncementListener): void;
  /** Resolves once all of the last hour has been delivered and what comes will be heard. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Never waits. False where something committed elsewhere may be unknown here for longer than `maxViewAgeMs`. */
  isFresh(): boolean;
}

/** The longest that a process answers without being sure that it knows what others have revoked. */
export const maxViewAgeMs = 5000;

/** The longest an access token may live, whatever is configured. */
export const maxAccessTokenMs = 3_600_000;

/**
 * What happened before can concern no token: not even one that was issued a moment after a change, from what had been read
 * before it.
 */
export const announcementMemoryMs = maxAccessTokenMs + 60_000;

/** Hands announcements to whoever subscribed; the part of a feed that is the same on both engines. */
export function createDelivery() {
  const listeners: AnnouncementListener[] = [];
  return {
    subscribe: (listener: AnnouncementListener) => void listeners.push(listener),
    deliver(announcements: readonly Announcement[]) {
      for (const announcement of announcements) for (const listener of listeners) listener(announcement);
    },
    deliverMessages(messages: readonly string[]) {
      this.deliver(messages.map((message) => JSON.parse(message) as Announcement));
    },
  };
}

/** Milliseconds by the database's own clock. */
export function databaseNow(engine: "sqlite" | "postgres"): RawBuilder<number> {
  return engine === "sqlite"
    ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
    : sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
}

/** Stores announcements in the caller's transaction. */
export async function insertAnnouncements(
  engine: "sqlite" | "postgres",
  writer: Writer,
  announcements: readonly Announcement[],
): Promise<void> {
  if (announcements.length === 0) return;
  const values = announcements.map((announcement) => ({
    message: JSON.stringify(announcement),
    created_at: databaseNow(engine),
  }));
  await writer.insertInto("announcements").values(values).execute();
}
