import type { Role } from "@gatehouse/shared/roles";
import type { Selectable } from "kysely";
import { compileOnce } from "./compile-once.ts";
import type { Database, Reader, Writer } from "./database.ts";
import { emailKeyOf } from "./email-key.ts";
import { isPostgres } from "./engine-of.ts";
import type { UserTable } from "./tables.ts";
import { putUserDocument } from "./user-search.ts";

export type UserRow = Selectable<UserTable>;

export interface NewUser {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  passwordHash: string | null;
}

/** A user that is not deleted, by his email in any spelling. */
export async function findUserByEmail(db: Reader, email: string): Promise<UserRow | undefined> {
  const [user] = await selectByEmail(db, { emailKey: emailKeyOf(email) });
  return user;
}

const selectByEmail = compileOnce((db, { emailKey }: { emailKey: string }) =>
  db.selectFrom("users").selectAll().where("email_key", "=", emailKey).where("deleted_at", "is", null),
);

/** A user that is not deleted. */
export const findUser = (db: Database["read"] | Writer, id: string): Promise<UserRow | undefined> =>
  db.selectFrom("users").selectAll().where("id", "=", id).where("deleted_at", "is", null).executeTakeFirst();

/** Whether there is any user at all, deleted ones counted. */
export async function hasUsers(db: Database["read"] | Writer): Promise<boolean> {
  return (await db.selectFrom("users").select("id").limit(1).executeTakeFirst()) !== undefined;
}

export async function insertUser(writer: Writer, user: NewUser, now: number): Promise<UserRow> {
  const row = await writer
    .insertInto("users")
    .values({
      id: user.id,
      version: 1,
      created_at: now,
      updated_at: now,
      email: user.email.trim(),
      email_key: emailKeyOf(user.email),
      first_name: user.firstName,
      last_name: user.lastName,
      role: user.role,
      password_hash: user.passwordHash,
      token_version: 1,
      token_version_changed_at: now,
      disabled_at: null,
      deleted_at: null,
      last_sign_in_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await putUserDocument(writer, row);
  return row;
}

/**
 * Holds a user's row until the transaction ends: nothing else that takes it can slip in between. On SQLite no other
 * transaction writes meanwhile anyway.
 */
export async function lockUser(writer: Writer, id: string): Promise<UserRow | undefined> {
  const [user] = await selectAndLock(writer, { id });
  return user;
}

const selectAndLock = compileOnce((db, { id }: { id: string }) =>
  db
    .selectFrom("users")
    .selectAll()
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .$if(isPostgres(db), (query) => query.forNoKeyUpdate()),
);

/** Writes fields of a user, raising the version; undefined where there is no such user. */
export async function updateUser(
  writer: Writer,
  id: string,
  fields: Partial<
    Pick<
      UserRow,
      | "email"
      | "email_key"
      | "first_name"
      | "last_name"
      | "password_hash"
      | "role"
      | "disabled_at"
      | "deleted_at"
    >
  >,
  now: number,
): Promise<UserRow | undefined> {
  const row = await writer
    .updateTable("users")
    .set((eb) => ({ ...fields, updated_at: now, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (row) await putUserDocument(writer, row);
  return row;
}

/** Ends all personal access tokens of the user for good. Counts once his change is announced. */
export async function revokeApiKeysOf(writer: Writer, userId: string, now: number): Promise<void> {
  await writer
    .updateTable("api_keys")
    .set((eb) => ({ revoked_at: now, updated_at: now, version: eb("version", "+", 1) }))
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .execute();
}

/** Notes when the user's latest session was opened; no change of the record, so its version stays. */
export async function setLastSignIn(writer: Writer, id: string, now: number): Promise<void> {
  await updateLastSignIn(writer, { id, now });
}

const updateLastSignIn = compileOnce((db, { id, now }: { id: string; now: number }) =>
  db.updateTable("users").set({ last_sign_in_at: now }).where("id", "=", id),
);

/** Makes every access token of the user stale and tells all processes, in the caller's transaction. */
export async function bumpTokenVersion(
  database: Database,
  writer: Writer,
  id: string,
  now: number,
): Promise<void> {
  const user = await writer
    .updateTable("users")
    .set((eb) => ({ token_version: eb("token_version", "+", 1), token_version_changed_at: now }))
    .where("id", "=", id)
    .returning(["token_version", "disabled_at", "deleted_at"])
    .executeTakeFirstOrThrow();
  await database.announce(writer, [
    {
      kind: "user-changed",
      userId: id,
      tokenVersion: user.token_version,
      isActive: user.disabled_at === null && user.deleted_at === null,
    },
  ]);
}
