import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { Clock } from "../../clock.ts";
import { announcementMemoryMs, type AnnouncementFeed } from "../../database/announcements.ts";

export interface RevokedSession {
  sid: string;
  reason: RevokeReason | null;
}

export interface ChangedUser {
  userId: string;
  tokenVersion: number;
  isActive: boolean;
}

/**
 * The sessions revoked and the users changed of late, by which each request is checked without any I/O. A feed keeps it
 * up to date with other processes; this process adds its own changes as it commits them.
 */
export class Revocations {
  readonly #clock: Clock;
  readonly #sessions = new Map<string, { reason: RevokeReason | null; knownAt: number }>();
  readonly #users = new Map<string, ChangedUser & { knownAt: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes over what the feed has delivered and will deliver. */
  follow(feed: Pick<AnnouncementFeed, "subscribe">): void {
    feed.subscribe((announcement) => {
      if (announcement.kind === "session-revoked") this.addSession(announcement);
      if (announcement.kind === "user-changed") this.addUser(announcement);
    });
  }

  addSession({ sid, reason }: RevokedSession): void {
    if (!this.#sessions.has(sid)) this.#sessions.set(sid, { reason, knownAt: this.#clock.now() });
  }

  /** A counter never goes back: of two notes about a user the higher one stands. */
  addUser(user: ChangedUser): void {
    const known = this.#users.get(user.userId);
    if (known && known.tokenVersion > user.tokenVersion) return;
    this.#users.set(user.userId, { ...user, knownAt: this.#clock.now() });
  }

  findSession(sid: string): { reason: RevokeReason | null } | undefined {
    return this.#sessions.get(sid);
  }

  findUser(userId: string): ChangedUser | undefined {
    return this.#users.get(userId);
  }

  /** Forgets what no living access token can be concerned by any more. */
  prune(): void {
    const before = this.#clock.now() - announcementMemoryMs;
    for (const [sid, { knownAt }] of this.#sessions) if (knownAt < before) this.#sessions.delete(sid);
    for (const [userId, { knownAt }] of this.#users) if (knownAt < before) this.#users.delete(userId);
  }
}
