import { AppError } from "../../errors.ts";

export const emailTaken = () =>
  new AppError("email_taken", { errors: { email: "This email already has an account." } });
