import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { Role } from "@gatehouse/shared/roles";
import type { Writer } from "../../database/database.ts";
import type { SessionTable } from "../../database/tables.ts";

export type SessionRow = SessionTable;

/** A session together with what its user is at that moment. */
export interface SessionWithUser extends SessionRow {
  role: Role;
  token_version: number;
  disabled_at: number | null;
  deleted_at: number | null;
}

/** Of a session what a refresh is judged by and answered from. */
export const refreshSessionColumns = [
  "id",
  "user_id",
  "salt",
  "carrier",
  "scope",
  "amr",
  "remember",
  "generation",
  "issued_at",
  "rotated_at",
  "expires_at",
  "absolute_expires_at",
  "key_version",
  "replays",
  "confirmed_generation",
  "confirmed_at",
  "revoked_at",
  "revoke_reason",
] as const satisfies readonly (keyof SessionRow)[];

/** Of its user likewise. */
export const refreshUserColumns = ["role", "token_version", "disabled_at", "deleted_at"] as const;

export type RefreshRow = Pick<
  SessionWithUser,
  (typeof refreshSessionColumns)[number] | (typeof refreshUserColumns)[number]
>;

/** What a refresh changes in the row. When the session was last seen is a sighting. */
export type RefreshChange = Pick<
  SessionRow,
  "generation" | "issued_at" | "rotated_at" | "expires_at" | "key_version" | "replays"
>;

export interface RefreshOutcome<T> {
  result: T;
  change?: RefreshChange;
}

/** When a session was last seen, and since when its client is known to hold a generation. */
export interface Sighting {
  sid: string;
  generation: number;
  confirmedAt: number;
  seenAt: number;
}

export interface NewSession extends Omit<SessionRow, "version" | "created_at" | "updated_at"> {
  created_at: number;
}

/** Sessions as they are kept. What takes a writer joins the caller's transaction. */
export interface SessionStore {
  /**
   * Reads a session and its user, lets `decide` judge them and writes the change it asks for by compare and swap on the
   * generation; begins again where the row has moved on or has ended. Not necessarily on disk when it resolves.
   */
  refresh<T>(sid: string, decide: (row: RefreshRow | undefined) => RefreshOutcome<T>): Promise<T>;
  /** Writes sightings; one of a generation that is not the current one changes no confirmation. */
  saveSightings(sightings: readonly Sighting[]): Promise<void>;
  find(sid: string): Promise<SessionWithUser | undefined>;
  insert(writer: Writer, session: NewSession): Promise<void>;
  /** Takes a generation over that only this server can have issued; false where the row has moved on. */
  recover(writer: Writer, sid: string, generation: number, keyVersion: string, now: number): Promise<boolean>;
  /** The sessions of the list that this call ended; those that were over before are not among them. */
  revoke(writer: Writer, sids: readonly string[], reason: RevokeReason, now: number): Promise<string[]>;
  /** Ends every live session of a user but `except`; answers with those it ended. */
  revokeAllOf(
    writer: Writer,
    userId: string,
    reason: RevokeReason,
    now: number,
    except?: string,
  ): Promise<string[]>;
  /** Live sessions of a user, newest sighting first. */
  listLive(userId: string, now: number): Promise<SessionRow[]>;
  /** Removes at most `limit` sessions that were over before `before`; answers with how many. */
  purge(before: number, limit: number): Promise<number>;
}
