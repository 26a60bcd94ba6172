import type { Role } from "@gatehouse/shared/roles";
import type { AuditContext } from "./audit/audit-log.ts";
import type { Reader, Writer } from "./database/database.ts";

/** How somebody has shown who he is, in RFC 8176's words. */
export type Amr = readonly ("pwd" | "otp" | "hwk" | "swk" | "user" | "mfa")[];

/** By a password alone. */
export const passwordOnly: Amr = ["pwd"];

/**
 * Makes sure that whoever calls has shown a moment ago who he is, and by a second factor where he has one. Throws
 * `reauthentication_required`, with the methods that would do; `insufficient_scope` where there is no session.
 */
export type RequireRecentProof = (writer: Writer, context: AuditContext) => Promise<void>;

/** As `RequireRecentProof`, for who has just given his password: by a second factor where he has one, however long ago. */
export type RequireShownFactor = RequireRecentProof;

/** What other features ask of second factors. */
export interface SecondFactorPort {
  /**
   * Follows a right password up, in the sign-in's transaction, which holds the user's row as whoever sets a factor up
   * does: it is there, or it will be after this sign-in. What is used is used up.
   * Throws `second_factor_required` or `second_factor_invalid`.
   */
  followUp(writer: Writer, userId: string, otp: string | undefined, context: AuditContext): Promise<Amr>;
  /** Whether people of this role must have shown a second factor. Asks nobody. */
  isRequiredFor(role: Role): boolean;
  /** Whether the user has set one up. */
  hasFactor(db: Reader | Writer, userId: string): Promise<boolean>;
  requireRecentProof: RequireRecentProof;
  requireShownFactor: RequireShownFactor;
}

/** Where nobody has a second factor. */
export const noSecondFactors: SecondFactorPort = {
  followUp: async () => passwordOnly,
  isRequiredFor: () => false,
  hasFactor: async () => false,
  requireRecentProof: async () => undefined,
  requireShownFactor: async () => undefined,
};
