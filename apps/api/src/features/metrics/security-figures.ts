import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import { dayOf } from "./request-count.ts";

/** What the audit log and the sessions say of today (UTC). */
export interface SecurityFigures {
  /** Audit events of today by their type. */
  events: ReadonlyMap<string, number>;
  activeSessions: number;
}

export async function readSecurityFigures({ read }: Database, clock: Clock): Promise<SecurityFigures> {
  const now = clock.now();
  const rows = await read
    .selectFrom("audit_events")
    .select(["type", (eb) => eb.fn.countAll<number>().as("count")])
    .where("created_at", ">=", Date.parse(dayOf(now)))
    .groupBy("type")
    .execute();
  const { count } = await read
    .selectFrom("sessions")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return { events: new Map(rows.map((row) => [row.type, row.count])), activeSessions: count };
}
