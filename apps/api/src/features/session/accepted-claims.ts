import type { AccessTokenClaims } from "@gatehouse/shared/access-token";
import { AppError } from "../../errors.ts";

const unauthorized = 401;

/** What `verify` gives, or undefined where it refuses the token; whatever keeps it from knowing is thrown. */
export async function ifAccepted(
  verify: () => Promise<AccessTokenClaims>,
): Promise<AccessTokenClaims | undefined> {
  try {
    return await verify();
  } catch (error) {
    if (error instanceof AppError && error.status === unauthorized) return undefined;
    throw error;
  }
}
