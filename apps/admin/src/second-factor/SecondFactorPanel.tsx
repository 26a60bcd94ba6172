import { Alert, Divider, Stack } from "@mui/material";
import { useState } from "react";
import { ReadFailure } from "../layout/ReadFailure.tsx";
import { PasskeyArea } from "./PasskeyArea.tsx";
import { RecoveryCodesArea } from "./RecoveryCodesArea.tsx";
import { RecoveryCodesDialog } from "./RecoveryCodesDialog.tsx";
import { TotpArea } from "./TotpArea.tsx";
import { useFactorChange } from "./use-factor-change.tsx";
import { useSecondFactor } from "./use-second-factor.ts";

/** One's own second factors, to set up and to give up. */
export function SecondFactorPanel() {
  const { data: factors, error, refetch } = useSecondFactor();
  const factorChange = useFactorChange();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const { failure, dialog } = factorChange;
  if (!factors) return error && <ReadFailure error={error} retry={refetch} />;
  const area = { factors, factorChange, showCodes: setCodes };
  return (
    <>
      <Stack spacing={2} divider={<Divider flexItem />}>
        {error && <ReadFailure error={error} retry={refetch} />}
        {failure !== undefined && <Alert severity="error">{failure}</Alert>}
        <TotpArea {...area} />
        <PasskeyArea {...area} />
        {factors.methods.length > 0 && <RecoveryCodesArea {...area} />}
      </Stack>
      {codes.length > 0 && <RecoveryCodesDialog codes={codes} close={() => setCodes([])} />}
      {dialog}
    </>
  );
}
