import { ApiKey, ApiKeyCreate, CreatedApiKey } from "@gatehouse/shared/api-keys";
import type { Database } from "../../database/database.ts";
import { AppError } from "../../errors.ts";
import { defineResource } from "../../resources/resource.ts";
import type { RequireRecentProof } from "../../second-factor-port.ts";
import { apiKeyPrefix } from "./api-key-check.ts";
import { hashSecret, makeSecret } from "./machine-secret.ts";

const listed = ["name", "scope", "expiresAt", "lastUsedAt", "createdAt", "updatedAt"] as const;
const defaultLifetimeMs = 90 * 24 * 3_600_000;

interface ApiKeyOptions {
  database: Database;
  requireRecentProof: RequireRecentProof;
}

/** Everyone's own personal access tokens. Deleting one revokes it; the row stays for the audit log's sake. */
export const createApiKeys = ({ database, requireRecentProof }: ApiKeyOptions) =>
  defineResource({
    name: "api-keys",
    noun: "api-key",
    table: "api_keys",
    schema: ApiKey,
    create: ApiKeyCreate,
    created: CreatedApiKey,
    isDeletable: true,
    sortable: listed,
    filterable: [...listed, "userId"],
    ownerField: "userId",
    deletedColumn: "revoked_at",
    readState: null,
    hooks: {
      refuse: (_action, { userId }, caller) =>
        userId === caller.userId ? undefined : new AppError("not_found"),
      async create({ name, scope = "full", expiresAt }, { caller, now, writer, audit }) {
        // It takes a session: else a key could make another that outlives it, and a service account one that nobody owns.
        await requireRecentProof(writer, audit);
        const end = expiresAt === undefined ? new Date(now + defaultLifetimeMs).toISOString() : expiresAt;
        if (end !== null && Date.parse(end) <= now) {
          const message = "It must be in the future.";
          throw new AppError("validation_failed", { message, errors: { expiresAt: message } });
        }
        return { name, scope, expiresAt: end, userId: caller.userId, lastUsedAt: null };
      },
      async reveal({ id }, { writer }) {
        const token = makeSecret(apiKeyPrefix);
        await writer
          .updateTable("api_keys")
          .set({ token_hash: hashSecret(token) })
          .where("id", "=", id)
          .execute();
        return { token };
      },
      async remove({ id, version }, { writer, now }) {
        await writer
          .updateTable("api_keys")
          .set({ revoked_at: now, updated_at: now, version: version + 1 })
          .where("id", "=", id)
          .execute();
        await database.announce(writer, [{ kind: "api-key-revoked", id }]);
        return { event: "revoked" };
      },
    },
  });
