import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { passwordOnly } from "../../second-factor-port.ts";
import type { NewSessionOptions } from "../../session-port.ts";
import { describeDevice } from "./device.ts";
import type { RefreshKeys } from "./refresh-keys.ts";
import type { NewSession } from "./session.store.ts";

interface DraftOptions {
  refreshKeys: RefreshKeys;
  clock: Clock;
  config: Pick<Config, "sessionIdleTtl" | "sessionAbsoluteTtl">;
}

const saltBytes = 32;
const baseScope = "api";
const bodyScope = "api offline_access";

/** The row of a session that begins now. */
export function createDraftSession({ refreshKeys, clock, config }: DraftOptions) {
  return function draftSession(
    userId: string,
    { carrier, remember, amr = passwordOnly }: NewSessionOptions,
    context: AuditContext,
  ): NewSession {
    const now = clock.now();
    const absoluteEnd = now + config.sessionAbsoluteTtl * 1000;
    return {
      id: uuidv7({ msecs: now }),
      created_at: now,
      user_id: userId,
      generation: 1,
      issued_at: now,
      rotated_at: now,
      confirmed_generation: 0,
      confirmed_at: 0,
      key_version: refreshKeys.current.version,
      salt: randomBytes(saltBytes).toString("base64url"),
      replays: 0,
      carrier,
      remember: remember ? 1 : 0,
      scope: carrier === "body" ? bodyScope : baseScope,
      device: describeDevice(context.userAgent),
      user_agent: context.userAgent,
      address: context.address,
      last_seen_at: now,
      absolute_expires_at: absoluteEnd,
      expires_at: Math.min(now + config.sessionIdleTtl * 1000, absoluteEnd),
      revoked_at: null,
      revoke_reason: null,
      amr: JSON.stringify(amr),
      authenticated_at: now,
    };
  };
}
