import { listPermissions } from "@gatehouse/shared/permissions";
import type { Me, MeUpdate } from "@gatehouse/shared/session-api";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/database.ts";
import { findUser, updateUser, type UserRow } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";

type Profile = Omit<Me, "sessionId">;

/** One's own account. Read from memory where it was read before: every change of a user is announced to all processes. */
export interface Profiles {
  read(userId: string): Profile | Promise<Profile>;
  update(userId: string, changes: MeUpdate, context: AuditContext): Promise<Profile>;
}

const maxKept = 10_000;

export function createProfiles({ database, clock }: { database: Database; clock: Clock }): Profiles {
  const kept = new Map<string, Profile>();
  /** Raised by each announcement: what was read before it is not kept after it. */
  let announced = 0;

  database.announcements.subscribe((announcement) => {
    if (announcement.kind !== "user-changed") return;
    announced += 1;
    kept.delete(announcement.userId);
  });

  async function load(userId: string): Promise<Profile> {
    const announcedBefore = announced;
    const user = await findUser(database.read, userId);
    if (!user) throw new AppError("account_disabled");
    const profile = toProfile(user);
    if (kept.size >= maxKept) kept.delete(kept.keys().next().value ?? "");
    if (announced === announcedBefore) kept.set(userId, profile);
    return profile;
  }

  return {
    read: (userId) => kept.get(userId) ?? load(userId),

    async update(userId, changes, context) {
      const user = await database.write(async (writer) => {
        const before = await findUser(writer, userId);
        if (!before) throw new AppError("account_disabled");
        const after = await updateUser(
          writer,
          userId,
          {
            first_name: changes.firstName ?? before.first_name,
            last_name: changes.lastName ?? before.last_name,
          },
          clock.now(),
        );
        await database.announce(writer, [
          {
            kind: "user-changed",
            userId,
            tokenVersion: before.token_version,
            isActive: before.disabled_at === null,
          },
        ]);
        await appendAuditEvent(writer, context, {
          type: "user.updated",
          resource: "users",
          recordId: userId,
          changes: describeChanges(before, changes),
        });
        return after;
      });
      if (!user) throw new AppError("account_disabled");
      return toProfile(user);
    },
  };
}

function describeChanges(before: UserRow, { firstName, lastName }: MeUpdate) {
  return [
    { field: "firstName", before: before.first_name, after: firstName },
    { field: "lastName", before: before.last_name, after: lastName },
  ].filter((change) => change.after !== undefined && change.after !== change.before);
}

const toIso = (instant: number) => new Date(instant).toISOString();

const toProfile = (user: UserRow): Profile => ({
  id: user.id,
  version: user.version,
  createdAt: toIso(user.created_at),
  updatedAt: toIso(user.updated_at),
  email: user.email,
  firstName: user.first_name,
  lastName: user.last_name,
  role: user.role,
  lastSignInAt: user.last_sign_in_at === null ? null : toIso(user.last_sign_in_at),
  permissions: listPermissions(user.role),
});
