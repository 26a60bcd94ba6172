import type { User } from "@gatehouse/shared/users";
import { AppError } from "../../errors.ts";
import type { Caller, ChangeContext } from "../../resources/resource.ts";

/** How far a clock elsewhere may be ahead of this one. */
const clockToleranceMs = 60_000;

/** 409 where an administrator would take rights from himself by accident. */
export function requireNotOwnAccount({ id }: Pick<User, "id">, { userId }: Pick<Caller, "userId">): void {
  if (id === userId) throw new AppError("own_account");
}

/** 409 where somebody would change by these routes how he himself signs in: his profile asks for his password first. */
export function requireOthersAccount({ id }: Pick<User, "id">, { userId }: Pick<Caller, "userId">): void {
  if (id !== userId) return;
  const message = "Your own email and password are in your profile, where your password is asked for.";
  throw new AppError("own_account", { message });
}

/** 400 where somebody would be disabled at a time that is still to come. */
export function requirePast(disabledAt: string, now: number): void {
  if (Date.parse(disabledAt) <= now + clockToleranceMs) return;
  throw new AppError("validation_failed", { errors: { disabledAt: "This time is still to come." } });
}

/**
 * 409 where nobody but this user could administer. Locks all administrators, so that two who take each other's rights
 * at the same moment do it one after the other.
 */
export async function requireAnotherAdministrator(
  { writer, engine }: ChangeContext,
  { id, role }: User,
): Promise<void> {
  if (role !== "admin") return;
  const administrators = writer
    .selectFrom("users")
    .select("id")
    .where("role", "=", "admin")
    .where("disabled_at", "is", null)
    .where("deleted_at", "is", null)
    .where("password_hash", "is not", null)
    .orderBy("id");
  const active = await (engine === "postgres" ? administrators.forUpdate() : administrators).execute();
  if (!active.some((administrator) => administrator.id !== id)) throw new AppError("last_administrator");
}
