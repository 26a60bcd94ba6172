import { listPermissions } from "@gatehouse/shared/permissions";
import type { Me, MeUpdate } from "@gatehouse/shared/session-api";
import { appendAuditEvent, type AuditContext } from "../../audit/audit-log.ts";
import type { Clock } from "../../clock.ts";
import type { Database, Writer } from "../../database/database.ts";
import { emailKeyOf } from "../../database/email-key.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import { findUser, lockUser, updateUser, type UserRow } from "../../database/user-queries.ts";
import { AppError } from "../../errors.ts";
import { type OwnPassword, wrongPassword } from "../../password/own-password.ts";
import type { RequireShownFactor } from "../../second-factor-port.ts";
import { emailTaken } from "./new-account.ts";

type Profile = Omit<Me, "sessionId">;

/** One's own account. Read from memory where it was read before: every change of a user is announced to all processes. */
export interface Profiles {
  read(userId: string): Profile | Promise<Profile>;
  /** Throws `wrong_password`, `reauthentication_required` and `email_taken`, all only where the email changes. */
  update(userId: string, changes: MeUpdate, context: AuditContext): Promise<Profile>;
}

const maxKept = 10_000;

interface ProfileOptions {
  database: Database;
  clock: Clock;
  ownPassword: OwnPassword;
  requireShownFactor: RequireShownFactor;
}

const passwordNeeded = () => {
  const message = "The current password is needed to change the email.";
  return new AppError("validation_failed", { message, errors: { currentPassword: message } });
};

export function createProfiles(options: ProfileOptions): Profiles {
  const { database, clock, ownPassword, requireShownFactor } = options;
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

  /** The address by which one signs in changes only after the password; undefined where it does not change. */
  async function verifyForEmail(
    userId: string,
    changes: MeUpdate,
    context: AuditContext,
  ): Promise<string | undefined> {
    const { email, currentPassword } = changes;
    if (email === undefined || email.trim() === (await findUser(database.read, userId))?.email)
      return undefined;
    if (currentPassword === undefined) throw passwordNeeded();
    return await ownPassword.verify(context, currentPassword, "currentPassword");
  }

  async function spendVerified(writer: Writer, user: UserRow, verifiedHash: string, context: AuditContext) {
    if (user.password_hash !== verifiedHash) throw wrongPassword("currentPassword");
    await requireShownFactor(writer, context);
    await ownPassword.succeed(writer, user.id);
  }

  async function store(writer: Writer, before: UserRow, changes: MeUpdate): Promise<UserRow> {
    const email = changes.email?.trim() ?? before.email;
    const fields = {
      email,
      email_key: emailKeyOf(email),
      first_name: changes.firstName ?? before.first_name,
      last_name: changes.lastName ?? before.last_name,
    };
    try {
      return (await updateUser(writer, before.id, fields, clock.now())) ?? before;
    } catch (error) {
      throw isUniqueViolation(error) ? emailTaken() : error;
    }
  }

  return {
    read: (userId) => kept.get(userId) ?? load(userId),

    async update(userId, changes, context) {
      const verifiedHash = await verifyForEmail(userId, changes, context);
      return await database.write(async (writer) => {
        const before = await lockUser(writer, userId);
        if (!before) throw new AppError("account_disabled");
        if (verifiedHash !== undefined) await spendVerified(writer, before, verifiedHash, context);
        const after = await store(writer, before, changes);
        const { token_version: tokenVersion, disabled_at: disabledAt } = before;
        await database.announce(writer, [
          { kind: "user-changed", userId, tokenVersion, isActive: disabledAt === null },
        ]);
        const entry = { type: "user.updated", resource: "users", recordId: userId };
        await appendAuditEvent(writer, context, { ...entry, changes: describeChanges(before, after) });
        return toProfile(after);
      });
    },
  };
}

function describeChanges(before: UserRow, after: UserRow) {
  return [
    { field: "email", before: before.email, after: after.email },
    { field: "firstName", before: before.first_name, after: after.first_name },
    { field: "lastName", before: before.last_name, after: after.last_name },
  ].filter((change) => change.after !== change.before);
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
  permissions: listPermissions(user.role),
});
