import { AppError } from "../errors.ts";

/** A 400 that says which part of the query string is wrong, and which name in it. */
export function invalidQuery(parameter: string, message: string, name?: string): AppError {
  const errors = { [parameter]: name === undefined ? message : { [name]: message } };
  return new AppError("validation_failed", { message, errors });
}
