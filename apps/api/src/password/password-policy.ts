import type { ErrorCode } from "@gatehouse/shared/error-codes";
import { passwordMaxLength } from "@gatehouse/shared/session-api";
import { AppError } from "../errors.ts";
import { isCommonPassword } from "./common-passwords.ts";

/** The one form in which passwords are hashed: however a keyboard composed it, it is the same password (NIST SP 800-63B-4). */
export const normalizePassword = (password: string): string => password.normalize("NFC");

/** Whose password it is to be. */
export interface PasswordOwner {
  email: string;
  firstName: string;
  lastName: string;
}

/** The owner of a stored account. */
export const ownerOf = (user: { email: string; first_name: string; last_name: string }): PasswordOwner => ({
  email: user.email,
  firstName: user.first_name,
  lastName: user.last_name,
});

export interface PasswordRules {
  minLength: number;
  /** Where the form shows what is wrong. */
  field: string;
  owner: PasswordOwner;
}

const product = "gatehouse";
/** Shorter words are in any text. */
const minWordLength = 3;
/** What has to be left of a password without the account's own words. */
const minOwnLength = 8;

/** Refuses a new password that is too short, too long, common, or the account's own words and little else. */
export function assertPasswordAcceptable(password: string, { minLength, field, owner }: PasswordRules): void {
  const refuse = (code: ErrorCode, message: string) =>
    new AppError(code, { message, errors: { [field]: message } });
  const normalized = normalizePassword(password);
  const length = Array.from(normalized).length;
  if (length < minLength) {
    throw refuse(
      "password_too_short",
      `The password must have at least ${minLength} characters; it has ${length}.`,
    );
  }
  if (length > passwordMaxLength) {
    throw refuse("password_too_long", `The password must have at most ${passwordMaxLength} characters.`);
  }
  if (isCommonPassword(normalized)) {
    throw refuse("password_common", "This password is one of those that are tried first. Choose another.");
  }
  if (isPersonal(normalized, owner)) {
    throw refuse(
      "password_personal",
      "This password is little more than your name or email. Choose another.",
    );
  }
}

function isPersonal(password: string, { email, firstName, lastName }: PasswordOwner): boolean {
  const [localPart = "", domain = ""] = email.split("@");
  const names = [email, localPart, domain, firstName, lastName, product];
  const words = [...names, ...localPart.split(/[^\p{L}\p{N}]+/u), ...domain.split(".")]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= minWordLength)
    .toSorted((a, b) => b.length - a.length);
  let rest = password.toLowerCase();
  for (const word of words) rest = rest.replaceAll(word, "");
  const hasOwnWord = rest.length < password.length;
  return hasOwnWord && Array.from(rest).length < minOwnLength;
}
