import { timingSafeEqual } from "node:crypto";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import type { AuthenticatedClient } from "../../session-port.ts";
import { hashSecret } from "./machine-secret.ts";

/** `ver` of a service account's tokens: nothing but its end makes them stale. */
export const firstTokenVersion = 1;

/** Takes a service account's id and secret for what they are; throws `invalid_client`. Either is audited. */
export function createClientAuthentication({ database, clock }: { database: Database; clock: Clock }) {
  return async function authenticateClient(
    clientId: string,
    secret: string,
    context: AuditContext,
  ): Promise<AuthenticatedClient> {
    const account = await database.read
      .selectFrom("service_accounts")
      .select(["id", "role", "secret_hash"])
      .where("id", "=", clientId)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    const expected = Buffer.from(account?.secret_hash ?? hashSecret(""));
    const isRight = timingSafeEqual(Buffer.from(hashSecret(secret)), expected);
    if (!account?.secret_hash || !isRight) {
      await database.write((writer) =>
        appendAuditEvent(writer, context, {
          type: "client.authentication_failed",
          ...(account && { resource: "service-accounts", recordId: account.id }),
        }),
      );
      throw new AppError("invalid_client");
    }
    await database.write(async (writer) => {
      await writer
        .updateTable("service_accounts")
        .set({ last_used_at: clock.now() })
        .where("id", "=", account.id)
        .execute();
      const about = { ...context, actorId: account.id };
      const event = { type: "client.authenticated", resource: "service-accounts", recordId: account.id };
      await appendAuditEvent(writer, about, event);
    });
    return { clientId: account.id, role: account.role, tokenVersion: firstTokenVersion };
  };
}
