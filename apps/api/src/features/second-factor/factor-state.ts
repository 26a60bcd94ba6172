import type { Role } from "@gatehouse/shared/roles";
import type { SecondFactor } from "@gatehouse/shared/second-factor";
import type { Reader } from "../../database/database.ts";
import type { Access } from "../../plugins/access-token.ts";
import { findEnrolledFactors, methodsOf } from "./enrolled-factors.ts";

type Caller = Pick<Access, "userId" | "sessionId" | "role">;

/** What the caller has set up, and what his role and his session say to it. */
export async function readFactorState(
  db: Reader,
  { userId, sessionId, role }: Caller,
  isRequiredFor: (role: Role) => boolean,
): Promise<SecondFactor> {
  const factors = await findEnrolledFactors(db, userId);
  const session = await db
    .selectFrom("sessions")
    .select("amr")
    .where("id", "=", sessionId ?? "")
    .executeTakeFirst();
  return {
    ...factors,
    required: isRequiredFor(role),
    verified: session?.amr.includes('"mfa"') ?? false,
    methods: methodsOf(factors),
  };
}
