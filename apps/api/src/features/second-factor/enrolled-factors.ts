import type { SecondFactorMethod } from "@gatehouse/shared/second-factor";
import type { Reader, Writer } from "../../database/database.ts";

/** What a person has set up. */
export interface EnrolledFactors {
  totp: boolean;
  passkeys: number;
  recoveryCodesLeft: number;
}

export async function findEnrolledFactors(db: Reader | Writer, userId: string): Promise<EnrolledFactors> {
  const totp = await db
    .selectFrom("totp_factors")
    .select("user_id")
    .where("user_id", "=", userId)
    .where("sealed_secret", "is not", null)
    .executeTakeFirst();
  const passkeys = await db
    .selectFrom("passkeys")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  const codes = await db
    .selectFrom("recovery_codes")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  return {
    totp: totp !== undefined,
    passkeys: passkeys.count,
    recoveryCodesLeft: codes.count,
  };
}

export const hasFactor = ({ totp, passkeys }: EnrolledFactors): boolean => totp || passkeys > 0;

/** By what a second factor can be shown. */
export function methodsOf({ totp, passkeys, recoveryCodesLeft }: EnrolledFactors): SecondFactorMethod[] {
  const methods: SecondFactorMethod[] = [];
  if (totp) methods.push("otp");
  if (recoveryCodesLeft > 0 && (totp || passkeys > 0)) methods.push("recovery_code");
  if (passkeys > 0) methods.push("passkey");
  return methods;
}
