import { passwordMaxLength } from "@gatehouse/shared/session-api";
import { AppError } from "../errors.ts";

/** The one form in which passwords are hashed: however a keyboard composed it, it is the same password (NIST SP 800-63B-4). */
export const normalizePassword = (password: string): string => password.normalize("NFC");

/** Refuses a new password by its length in characters; `field` is where the form shows it. */
export function assertPasswordAcceptable(password: string, minLength: number, field: string): void {
  const length = Array.from(normalizePassword(password)).length;
  if (length < minLength) {
    const message = `The password must have at least ${minLength} characters; it has ${length}.`;
    throw new AppError("password_too_short", { message, errors: { [field]: message } });
  }
  if (length > passwordMaxLength) {
    const message = `The password must have at most ${passwordMaxLength} characters.`;
    throw new AppError("password_too_long", { message, errors: { [field]: message } });
  }
}
