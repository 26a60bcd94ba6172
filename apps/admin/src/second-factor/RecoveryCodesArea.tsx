import type { RecoveryCodes } from "@gatehouse/shared/second-factor";
import { Button } from "@mui/material";
import { callApi } from "../data/call-api.ts";
import type { FactorAreaProps } from "./factor-area.ts";
import { FactorHeading } from "./FactorHeading.tsx";

/** How many recovery codes are left, and new ones in their place. */
export function RecoveryCodesArea({ factors, factorChange, showCodes }: FactorAreaProps) {
  const { change, isBusy } = factorChange;
  const renew = async () => {
    const path = "/api/me/second-factor/recovery-codes";
    const renewed = await change(() => callApi<RecoveryCodes>(path, { method: "POST" }));
    if (renewed) showCodes(renewed.result.recoveryCodes);
  };
  return (
    <FactorHeading
      title="Recovery codes"
      action={
        <Button disabled={isBusy} onClick={() => void renew()}>
          Make new codes
        </Button>
      }
    >
      {factors.recoveryCodesLeft} left. Each lets you in once without your app or passkey. New ones replace
      them all.
    </FactorHeading>
  );
}
