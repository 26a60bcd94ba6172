import type { RevokeReason } from "@gatehouse/shared/error-codes";
import type { AuditContext } from "../../audit/audit-log.ts";
import { noteEndedSessions } from "../../audit/note-ended-sessions.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Database, Writer } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import type { EndSessions, EndSessionsOf, OpenSession } from "../../session-port.ts";
import { createDraftSession } from "./draft-session.ts";
import type { RefreshKeys } from "./refresh-keys.ts";
import { isRefreshTokenGenuine, parseRefreshToken } from "./refresh-token.ts";
import type { GrantedSession, GrantSession } from "./session-grant.ts";
import type { SessionRow, SessionStore, SessionWithUser } from "./session.store.ts";

export interface SessionService {
  openSession: OpenSession;
  /** The session of any genuine refresh token, of whatever generation and state. */
  findByToken(token: string | undefined): Promise<SessionWithUser | undefined>;
  find(sid: string): Promise<SessionWithUser | undefined>;
  listLive(userId: string): Promise<SessionRow[]>;
  isOver: (session: SessionRow) => boolean;
  /** Ends all of a user's sessions but `except`. Throws `revocation_failed` where it could not be written. */
  endSessionsOf(userId: string, reason: RevokeReason, context: AuditContext, except?: string): Promise<void>;
  /** Ends one session and audits it; ends nothing twice. Throws `revocation_failed` where it could not be written. */
  endSession(sid: string, reason: RevokeReason, context: AuditContext): Promise<void>;
}

interface SessionServiceOptions {
  database: Database;
  store: SessionStore;
  refreshKeys: RefreshKeys;
  clock: Clock;
  config: Pick<Config, "sessionIdleTtl" | "sessionAbsoluteTtl">;
  grantSession: GrantSession;
  endSessions: EndSessions;
  endSessionsOf: EndSessionsOf;
}

export function createSessionService(options: SessionServiceOptions): SessionService {
  const { database, store, refreshKeys, clock, grantSession, endSessions, endSessionsOf } = options;

  const draftSession = createDraftSession(options);

  async function findByToken(token: string | undefined): Promise<SessionWithUser | undefined> {
    const presented = token === undefined ? undefined : parseRefreshToken(token);
    const key = presented && refreshKeys.find(presented.version);
    if (!presented || !key) return undefined;
    const row = await store.find(presented.sid);
    return row && isRefreshTokenGenuine(presented, key, row.salt) ? row : undefined;
  }

  /** One audit event for each session that was ended, in the transaction that ended it. */
  async function revoke(
    context: AuditContext,
    reason: RevokeReason,
    end: (writer: Writer) => Promise<string[]>,
  ): Promise<void> {
    try {
      await database.write(async (writer) => noteEndedSessions(writer, await end(writer), reason, context));
    } catch (error) {
      throw new AppError("revocation_failed", { cause: error, retryAfterSeconds: 1 });
    }
  }

  return {
    findByToken,
    find: (sid) => store.find(sid),

    async openSession(writer, user, newSession, context) {
      const session = draftSession(user.id, newSession, context);
      await store.insert(writer, session);
      const replaced = newSession.replaces;
      if (replaced?.carrier === newSession.carrier) {
        const ended = await endSessions(writer, [replaced.id], "replaced");
        const about = { ...context, actorId: user.id, sessionId: session.id };
        await noteEndedSessions(writer, ended, "replaced", about);
      }
      const granted: GrantedSession = { ...session, role: user.role, token_version: user.token_version };
      return { sid: session.id, grant: () => grantSession(granted, true) };
    },

    listLive: (userId) => store.listLive(userId, clock.now()),

    isOver: (session) => session.revoked_at !== null || clock.now() >= session.expires_at,

    endSession: (sid, reason, context) =>
      revoke(context, reason, (writer) => endSessions(writer, [sid], reason)),

    endSessionsOf: (userId, reason, context, except) =>
      revoke(context, reason, (writer) => endSessionsOf(writer, userId, reason, except)),
  };
}
