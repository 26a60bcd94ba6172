import { Session } from "@gatehouse/shared/sessions";
import { defineResource } from "../../resources/resource.ts";
import type { EndSessions } from "../../session-port.ts";

const listed = [
  "userId",
  "device",
  "address",
  "lastSeenAt",
  "expiresAt",
  "revokedAt",
  "revokeReason",
  "createdAt",
  "updatedAt",
] as const;

/** Everyone's sessions, for administrators: read them, and end them by deleting. The rows stay. */
export const createSessions = ({ endSessions }: { endSessions: EndSessions }) =>
  defineResource({
    name: "sessions",
    noun: "session",
    table: "sessions",
    schema: Session,
    isDeletable: true,
    sortable: listed,
    filterable: listed,
    scannedFields: ["id", "userId", "device", "userAgent", "address", "revokeReason"],
    defaultSort: { field: "lastSeenAt", direction: "DESC" },
    computed: ["current"],
    // Sign-ins and refreshes write the table, and nobody counts them.
    readState: null,
    hooks: {
      present: ({ id }, { sessionId }) => ({ current: id === sessionId }),
      async remove({ id }, { writer }) {
        const ended = await endSessions(writer, [id], "administrator");
        if (ended.length === 0) return undefined;
        // The row stays: only this has changed in it.
        const changes = [{ field: "revokeReason", before: null, after: "administrator" }];
        return { event: "revoked", changes };
      },
    },
  });
