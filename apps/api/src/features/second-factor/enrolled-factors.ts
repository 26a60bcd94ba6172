import type { SecondFactorMethod } from "@gatehouse/shared/second-factor";
import { compileOnce } from "../../database/compile-once.ts";
import type { Reader, Writer } from "../../database/database.ts";

/** What a person has set up. */
export interface EnrolledFactors {
  totp: boolean;
  passkeys: number;
  recoveryCodesLeft: number;
}

export async function findEnrolledFactors(db: Reader | Writer, userId: string): Promise<EnrolledFactors> {
  const [counts] = await countFactors(db, { userId });
  if (!counts) throw new Error("The second factors were not counted.");
  return { totp: counts.secrets > 0, passkeys: counts.passkeys, recoveryCodesLeft: counts.codes };
}

/** One statement, for it is part of every sign-in. */
const countFactors = compileOnce((db, { userId }: { userId: string }) =>
  db.selectNoFrom((eb) => {
    const countOf = (table: "totp_factors" | "passkeys" | "recovery_codes") =>
      eb
        .selectFrom(table)
        .select((of) => of.fn.countAll<number>().as("count"))
        .where("user_id", "=", userId);
    return [
      countOf("totp_factors").where("sealed_secret", "is not", null).$asScalar().$notNull().as("secrets"),
      countOf("passkeys").$asScalar().$notNull().as("passkeys"),
      countOf("recovery_codes").$asScalar().$notNull().as("codes"),
    ];
  }),
);

export const hasFactor = ({ totp, passkeys }: EnrolledFactors): boolean => totp || passkeys > 0;

/** By what a second factor can be shown. */
export function methodsOf({ totp, passkeys, recoveryCodesLeft }: EnrolledFactors): SecondFactorMethod[] {
  const methods: SecondFactorMethod[] = [];
  if (totp) methods.push("otp");
  if (recoveryCodesLeft > 0 && (totp || passkeys > 0)) methods.push("recovery_code");
  if (passkeys > 0) methods.push("passkey");
  return methods;
}
