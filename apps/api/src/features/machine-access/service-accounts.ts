import {
  CreatedServiceAccount,
  ServiceAccount,
  ServiceAccountCreate,
} from "@gatehouse/shared/service-accounts";
import type { Database } from "../../database/database.ts";
import { defineResource } from "../../resources/resource.ts";
import type { RequireRecentProof } from "../../second-factor-port.ts";
import { firstTokenVersion } from "./client-credentials.ts";
import { hashSecret, makeSecret } from "./machine-secret.ts";

const listed = ["name", "role", "lastUsedAt", "createdAt", "updatedAt"] as const;
const secretPrefix = "gh_secret_";

interface ServiceAccountOptions {
  database: Database;
  requireRecentProof: RequireRecentProof;
}

/** Programs with rights of their own. Deleting one ends its access tokens too. */
export const createServiceAccounts = ({ database, requireRecentProof }: ServiceAccountOptions) =>
  defineResource({
    name: "service-accounts",
    noun: "service-account",
    table: "service_accounts",
    schema: ServiceAccount,
    create: ServiceAccountCreate,
    created: CreatedServiceAccount,
    isDeletable: true,
    sortable: listed,
    filterable: listed,
    computed: ["clientId"],
    deletedColumn: "revoked_at",
    readState: null,
    hooks: {
      async create(body, { caller, writer, audit }) {
        // A stolen session must not leave a way in behind. Programs that keep service accounts have no session.
        if (caller.sessionId !== null) await requireRecentProof(writer, audit);
        return body;
      },
      present: ({ id }) => ({ clientId: id }),
      async reveal({ id }, { writer }) {
        const clientSecret = makeSecret(secretPrefix);
        await writer
          .updateTable("service_accounts")
          .set({ secret_hash: hashSecret(clientSecret) })
          .where("id", "=", id)
          .execute();
        return { clientSecret };
      },
      async remove({ id, version }, { writer, now }) {
        await writer
          .updateTable("service_accounts")
          .set({ revoked_at: now, updated_at: now, version: version + 1 })
          .where("id", "=", id)
          .execute();
        const tokenVersion = firstTokenVersion + 1;
        await database.announce(writer, [
          { kind: "user-changed", userId: id, tokenVersion, isActive: false },
        ]);
        return { event: "revoked" };
      },
    },
  });
