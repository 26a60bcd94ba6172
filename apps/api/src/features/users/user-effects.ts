import type { User } from "@gatehouse/shared/users";
import { noteEndedSessions } from "../../audit/note-ended-sessions.ts";
import type { Database, Writer } from "../../database/database.ts";
import { bumpTokenVersion, revokeApiKeysOf } from "../../database/user-queries.ts";
import type { SendMail } from "../../mail/mailer.ts";
import { invitationMail } from "../../mail/mails.ts";
import { endCodesOf, issueCode } from "../../one-time-codes/one-time-codes.ts";
import type { ChangeContext } from "../../resources/resource.ts";
import type { EndSessionsOf } from "../../session-port.ts";

interface UserEffectsOptions {
  database: Database;
  endSessionsOf: EndSessionsOf;
  publicUrl: () => string;
  /** Absent where no mail is set up. */
  sendMail: SendMail | undefined;
}

/** What follows from changes to an account, in their transaction. */
export interface UserEffects {
  /** New rights count at once; a disabled user is signed out everywhere. */
  changed(after: User, before: User, context: ChangeContext): Promise<void>;
  /** The row stays, so that records can name who made them; the email is free again. */
  deleted(user: User, context: ChangeContext): Promise<void>;
  /** The link by which an invited person sets his password. */
  invited(user: User, context: ChangeContext): Promise<{ invitationUrl: string }>;
  /** Mails that link once it counts. What could not be mailed is left for the answer, so that somebody hands it over. */
  deliver(user: User, invitation: { invitationUrl: string }): Promise<{ invitationUrl?: string }>;
}

const invitationLifetimeMs = 7 * 24 * 3_600_000;

export function createUserEffects(options: UserEffectsOptions): UserEffects {
  const { database, endSessionsOf, publicUrl, sendMail } = options;

  async function signOut(userId: string, { writer, audit, now }: ChangeContext): Promise<void> {
    const ended = await endSessionsOf(writer, userId, "account_disabled");
    await noteEndedSessions(writer, ended, "account_disabled", audit);
    await revokeApiKeysOf(writer, userId, now);
    await endCodesOf(writer, userId, ["invitation", "password_reset"], now);
  }

  return {
    async changed(after, before, context) {
      const { writer, now } = context;
      const isDisabled = after.disabledAt !== null && before.disabledAt === null;
      const hasOtherRights = after.role !== before.role || after.disabledAt !== before.disabledAt;
      if (hasOtherRights) await bumpTokenVersion(database, writer, after.id, now);
      else await announceProfile(database, writer, after.id);
      if (isDisabled) await signOut(after.id, context);
    },

    async deleted({ id, version }, context) {
      const { writer, now } = context;
      await writer
        .updateTable("users")
        .set({ deleted_at: now, updated_at: now, version: version + 1 })
        .where("id", "=", id)
        .execute();
      await bumpTokenVersion(database, writer, id, now);
      await signOut(id, context);
    },

    async invited({ id }, { writer, now }) {
      const request = { purpose: "invitation", userId: id, now, lifetimeMs: invitationLifetimeMs } as const;
      const code = await issueCode(writer, request);
      return { invitationUrl: `${publicUrl()}/invitation#code=${code}` };
    },

    async deliver(user, invitation) {
      const isSent = await sendMail?.(invitationMail(user, invitation.invitationUrl));
      return isSent ? {} : invitation;
    },
  };
}

/** Processes keep profiles in memory; this makes them read this one again. */
async function announceProfile(database: Database, writer: Writer, userId: string): Promise<void> {
  const user = await writer
    .selectFrom("users")
    .select(["token_version", "disabled_at"])
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  const isActive = user.disabled_at === null;
  await database.announce(writer, [
    { kind: "user-changed", userId, tokenVersion: user.token_version, isActive },
  ]);
}
