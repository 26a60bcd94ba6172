import type { RecoveryCodes } from "@gatehouse/shared/second-factor";
import { callApi } from "../data/call-api.ts";
import { AskingButton } from "../layout/AskingButton.tsx";
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
        <AskingButton
          label="Make new codes"
          question="Make new recovery codes?"
          consequence="Those that you have kept so far will no longer let you in. Have a place ready for the new ones: they are shown once."
          disabled={isBusy}
          act={() => void renew()}
        />
      }
    >
      {factors.recoveryCodesLeft} left. Each lets you in once without your app or passkey. New ones replace
      them all.
    </FactorHeading>
  );
}
