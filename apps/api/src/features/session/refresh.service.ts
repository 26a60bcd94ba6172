import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Database } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import type { Carrier, EndSessions, SessionGrant } from "../../session-port.ts";
import type { RefreshKey, RefreshKeys } from "./refresh-keys.ts";
import { judgeRefresh, type RefreshState, type Verdict } from "./refresh-rules.ts";
import { isRefreshTokenGenuine, parseRefreshToken, type PresentedToken } from "./refresh-token.ts";
import type { GrantSession } from "./session-grant.ts";
import type { RefreshChange, RefreshOutcome, RefreshRow, SessionStore } from "./session.store.ts";
import type { Sightings } from "./sightings.ts";

interface RefreshServiceOptions {
  database: Database;
  store: SessionStore;
  sightings: Sightings;
  refreshKeys: RefreshKeys;
  clock: Clock;
  config: Pick<Config, "refreshLeeway" | "sessionIdleTtl">;
  grantSession: GrantSession;
  endSessions: EndSessions;
}

/** What was decided on a row, and the row as it then stands. */
type Judged = { kind: "unknown" } | { kind: Verdict["kind"]; verdict: Verdict; session: RefreshRow };

export type RefreshSession = (
  token: string,
  carrier: Carrier,
  context: AuditContext,
) => Promise<SessionGrant>;

/**
 * Exchanges a refresh token by the six rules. Throws `refresh_invalid`, `refresh_reused`, `session_revoked`,
 * `session_expired` or `account_disabled`; a refusal changes nothing but what theft must end.
 */
export function createRefreshSession(options: RefreshServiceOptions): RefreshSession {
  const { store, refreshKeys } = options;

  return async function refreshSession(token, carrier, context) {
    const presented = parseRefreshToken(token);
    const key = presented && refreshKeys.find(presented.version);
    if (!presented || !key) throw new AppError("refresh_invalid");
    for (;;) {
      const judged = await store.refresh(presented.sid, (row) =>
        judgeRow(options, row, presented, key, carrier),
      );
      const grant = await actOn(options, judged, presented, context);
      if (grant) return grant;
    }
  };
}

/** Runs inside the store's unit, and so waits for nothing. */
function judgeRow(
  { sightings, clock, config, refreshKeys }: RefreshServiceOptions,
  row: RefreshRow | undefined,
  presented: PresentedToken,
  key: RefreshKey,
  carrier: Carrier,
): RefreshOutcome<Judged> {
  if (!row || !isRefreshTokenGenuine(presented, key, row.salt) || row.carrier !== carrier) {
    return { result: { kind: "unknown" } };
  }
  const now = clock.now();
  const verdict = judgeRefresh(
    stateOf(row, sightings),
    presented.generation,
    now,
    config.refreshLeeway * 1000,
  );
  const { kind } = verdict;
  if (kind === "hold" || kind === "rotate" || kind === "replay") sightings.note(row.id, presented.generation);
  if (kind !== "rotate" && kind !== "replay") return { result: { kind, verdict, session: row } };
  const change =
    kind === "rotate"
      ? rotatedRow(row, now, config.sessionIdleTtl * 1000, refreshKeys.current.version)
      : replayedRow(row, now);
  return { result: { kind, verdict, session: { ...row, ...change } }, change };
}

function stateOf(row: RefreshRow, sightings: Sightings): RefreshState {
  return {
    generation: row.generation,
    issuedAt: row.issued_at,
    ...sightings.confirmationOf(row),
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    revokeReason: row.revoke_reason,
    isUserActive: row.disabled_at === null && row.deleted_at === null,
  };
}

const rotatedRow = (row: RefreshRow, now: number, idleMs: number, keyVersion: string): RefreshChange => ({
  generation: row.generation + 1,
  issued_at: now,
  rotated_at: now,
  expires_at: Math.min(now + idleMs, row.absolute_expires_at),
  key_version: keyVersion,
  replays: row.replays,
});

const replayedRow = (row: RefreshRow, now: number): RefreshChange => ({
  generation: row.generation,
  issued_at: now,
  rotated_at: row.rotated_at,
  expires_at: row.expires_at,
  key_version: row.key_version,
  replays: row.replays + 1,
});

/** Undefined where the row moved on before theft or recovery could be written: the token is judged anew. */
async function actOn(
  options: RefreshServiceOptions,
  judged: Judged,
  presented: PresentedToken,
  context: AuditContext,
): Promise<SessionGrant | undefined> {
  if (judged.kind === "unknown") throw new AppError("refresh_invalid");
  const { verdict, session } = judged;
  if (verdict.kind === "refused") throw refusalOf(verdict);
  if (verdict.kind === "theft") return await endStolen(options, session, context);
  if (verdict.kind === "recover") return await recover(options, session, presented, context);
  return options.grantSession(session, verdict.kind !== "hold");
}

function refusalOf(verdict: Extract<Verdict, { kind: "refused" }>): AppError {
  return verdict.code === "session_revoked"
    ? new AppError(verdict.code, { members: { reason: verdict.reason } })
    : new AppError(verdict.code);
}

async function endStolen(
  { database, endSessions }: RefreshServiceOptions,
  session: RefreshRow,
  context: AuditContext,
): Promise<undefined> {
  const hasEnded = await database.write(async (writer) => {
    const ended = await endSessions(writer, [session.id], "reuse_detected");
    if (ended.length === 0) return false;
    const about = { ...context, actorId: session.user_id, sessionId: session.id };
    await appendAuditEvent(writer, about, {
      type: "refresh.reuse_detected",
      resource: "sessions",
      recordId: session.id,
    });
    return true;
  });
  if (hasEnded) throw new AppError("refresh_reused");
  return undefined;
}

/** Rule 6: only this server can have issued it, so a crash lost the last commits, and the token is the newest. */
async function recover(
  { database, store, clock, grantSession }: RefreshServiceOptions,
  session: RefreshRow,
  { generation, version }: PresentedToken,
  context: AuditContext,
): Promise<SessionGrant | undefined> {
  const hasRecovered = await database.write(async (writer) => {
    if (!(await store.recover(writer, session.id, generation, version, clock.now()))) return false;
    const about = { ...context, actorId: session.user_id, sessionId: session.id };
    await appendAuditEvent(writer, about, {
      type: "refresh.generation_recovered",
      resource: "sessions",
      recordId: session.id,
      changes: [{ field: "generation", before: session.generation, after: generation }],
    });
    return true;
  });
  return hasRecovered ? grantSession({ ...session, generation, key_version: version }, false) : undefined;
}
