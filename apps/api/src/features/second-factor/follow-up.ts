import { AppError } from "../../errors.ts";
import { passwordOnly, type SecondFactorPort } from "../../second-factor-port.ts";
import { findEnrolledFactors, hasFactor, methodsOf } from "./enrolled-factors.ts";
import type { SpendOneTimePassword } from "./one-time-passwords.ts";

/** A password alone signs nobody in who has set up a second factor, of whatever kind. */
export function createFollowUp(spend: SpendOneTimePassword): SecondFactorPort["followUp"] {
  return async function followUp(writer, userId, otp, context) {
    const factors = await findEnrolledFactors(writer, userId);
    if (!hasFactor(factors)) return passwordOnly;
    if (otp === undefined) {
      throw new AppError("second_factor_required", { members: { methods: methodsOf(factors) } });
    }
    if (!(await spend(writer, userId, otp, context))) throw new AppError("second_factor_invalid");
    return ["pwd", "otp", "mfa"];
  };
}
