import { InvitedUser, User, UserCreate, UserName } from "@gatehouse/shared/users";
import { emailKeyOf } from "../../database/email-key.ts";
import { defineResource } from "../../resources/resource.ts";
import { emailTaken } from "./email-taken.ts";
import {
  requireAnotherAdministrator,
  requireNotOwnAccount,
  requireOthersAccount,
  requirePast,
} from "./user-rules.ts";
import type { UserEffects } from "./user-effects.ts";

const listed = [
  "email",
  "firstName",
  "lastName",
  "role",
  "disabledAt",
  "lastSignInAt",
  "createdAt",
  "updatedAt",
] as const;

/** The accounts, as administrators keep them and as everybody else sees who is who. */
export const createUsers = (effects: UserEffects) =>
  defineResource({
    name: "users",
    noun: "user",
    table: "users",
    schema: User,
    referenceSchema: UserName,
    create: UserCreate,
    created: InvitedUser,
    writable: ["email", "firstName", "lastName", "role", "disabledAt"],
    unversioned: ["lastSignInAt"],
    isDeletable: true,
    sortable: listed,
    filterable: listed,
    deletedColumn: "deleted_at",
    // Registrations and sign-ins change the table too, and nobody counts them.
    readState: null,
    search: {
      text: ({ firstName, lastName, email }) => [firstName, lastName, email],
      referenceText: ({ firstName, lastName }) => [firstName, lastName],
    },
    hooks: {
      newColumns: (now) => ({ token_version: 1, token_version_changed_at: now }),
      storeAlso: ({ email }) => (email === undefined ? {} : { email_key: emailKeyOf(email) }),
      taken: emailTaken,
      async create(body) {
        return { ...body, email: body.email.trim() };
      },
      async update(before, changes, context) {
        const losesRights = changes.role !== undefined || (changes.disabledAt ?? null) !== null;
        if (losesRights) requireNotOwnAccount(before, context.caller);
        if ((changes.email?.trim() ?? before.email) !== before.email)
          requireOthersAccount(before, context.caller);
        if (changes.disabledAt) requirePast(changes.disabledAt, context.now);
        if (losesRights) await requireAnotherAdministrator(context, before);
        return changes;
      },
      nameUpdate(after, before) {
        if (after.disabledAt === before.disabledAt) return "updated";
        return after.disabledAt === null ? "enabled" : "disabled";
      },
      async written(after, before, context) {
        if (before) await effects.changed(after, before, context);
      },
      async remove(user, context) {
        requireNotOwnAccount(user, context.caller);
        await requireAnotherAdministrator(context, user);
        await effects.deleted(user, context);
        return { event: "deleted" };
      },
      reveal: (user, context) => effects.invited(user, context),
      deliver: (user, secrets) => effects.deliver(user, secrets as { invitationUrl: string }),
    },
  });
