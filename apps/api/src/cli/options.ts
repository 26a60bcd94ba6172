import { Email } from "@gatehouse/shared/fields";
import { InvalidArgumentError, Option } from "commander";
import { Value } from "typebox/value";

/** Options that several commands share; a value that can't be right is wrong usage. */
export const emailOption = () =>
  new Option("--email <email>", "the user's email").argParser(parseEmail).makeOptionMandatory();

function parseEmail(value: string): string {
  if (!Value.Check(Email, value)) throw new InvalidArgumentError("It is not an email address.");
  return value;
}

export function parseCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("It is not a whole number.");
  return Number(value);
}
