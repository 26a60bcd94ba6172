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
/** Words of this length are in a text on purpose: they add nothing to a password. */
const minTellingLength = 4;
/** What has to be left of a password without any of the words. */
const minOwnLength = 8;

/** Refuses a new password that is too short, too long, common, or long enough by the account's own words only. */
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
  const own = ownLengthOf(normalized, owner);
  if (own.withoutTelling < minLength || own.withoutAny < minOwnLength) {
    throw refuse(
      "password_personal",
      "Your name, your email and the product's name count for nothing: without them too little is left.",
    );
  }
}

/** How many characters are left without the words that anybody would try for this account. */
function ownLengthOf(password: string, { email, firstName, lastName }: PasswordOwner) {
  const [localPart = "", domain = ""] = email.split("@");
  const labels = domain.split(".").slice(0, -1);
  const parts = [...`${localPart} ${firstName} ${lastName}`.split(/[^\p{L}\p{N}]+/u), ...labels];
  const words = [email, localPart, domain, firstName, lastName, ...parts].map((word) =>
    normalizePassword(word).toLowerCase(),
  );
  return {
    withoutTelling: lengthWithout(password, words, minTellingLength),
    withoutAny: lengthWithout(password, [...words, product], minWordLength),
  };
}

function lengthWithout(password: string, words: readonly string[], minLength: number): number {
  const longestFirst = words
    .filter((word) => word.length >= minLength)
    .toSorted((a, b) => b.length - a.length);
  let rest = password.toLowerCase();
  for (const word of longestFirst) rest = rest.replaceAll(word, "");
  return Array.from(rest).length;
}
