import type { TotpEnrolment } from "@gatehouse/shared/second-factor";
import { Button, Stack } from "@mui/material";
import { useState } from "react";
import { callApi } from "../data/call-api.ts";
import { AskingButton } from "../layout/AskingButton.tsx";
import { type FactorAreaProps, lastFactorWords } from "./factor-area.ts";
import { FactorHeading } from "./FactorHeading.tsx";
import { TotpSetup } from "./TotpSetup.tsx";

const path = "/api/me/second-factor/totp";

/** The authenticator app: set up, replaced, given up. */
export function TotpArea({ factors, factorChange, showCodes }: FactorAreaProps) {
  const [enrolment, setEnrolment] = useState<TotpEnrolment>();
  const { change, isBusy } = factorChange;

  const begin = async () => {
    const begun = await change(() => callApi<TotpEnrolment>(path, { method: "POST" }));
    setEnrolment(begun?.result);
  };
  const remove = () => change(() => callApi(path, { method: "DELETE" }));
  const finish = (codes: readonly string[]) => {
    setEnrolment(undefined);
    showCodes(codes);
  };

  const buttons = factors.totp ? (
    <>
      <Button disabled={isBusy} onClick={() => void begin()}>
        Use another app
      </Button>
      <AskingButton
        label="Remove the app"
        question="Remove the authenticator app?"
        consequence={`Its codes will no longer let you in. ${lastFactorWords}`}
        color="error"
        disabled={isBusy}
        act={() => void remove()}
      />
    </>
  ) : (
    <Button variant="outlined" disabled={isBusy} onClick={() => void begin()}>
      Set up an app
    </Button>
  );
  return (
    <Stack spacing={2}>
      <FactorHeading title="Authenticator app" action={!enrolment && buttons}>
        {factors.totp
          ? "Set up. You are asked for its code after your password."
          : "An app on your phone shows a code that you are asked for after your password."}
      </FactorHeading>
      {enrolment && (
        <TotpSetup
          enrolment={enrolment}
          factorChange={factorChange}
          finish={finish}
          cancel={() => setEnrolment(undefined)}
        />
      )}
    </Stack>
  );
}
