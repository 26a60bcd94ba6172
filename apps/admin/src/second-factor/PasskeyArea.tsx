import type { AddedPasskey } from "@gatehouse/shared/second-factor";
import { Button, Stack } from "@mui/material";
import { useState } from "react";
import { callApi } from "../data/call-api.ts";
import { ReadFailure } from "../layout/ReadFailure.tsx";
import { knowsPasskeys, makePasskey } from "../passkeys/make-passkey.ts";
import type { FactorAreaProps } from "./factor-area.ts";
import { FactorHeading } from "./FactorHeading.tsx";
import { PasskeyNameForm } from "./PasskeyNameForm.tsx";
import { PasskeyRow } from "./PasskeyRow.tsx";
import { usePasskeys } from "./use-second-factor.ts";

const path = "/api/me/passkeys";

/** The passkeys: added, renamed, given up. */
export function PasskeyArea({ factorChange, showCodes }: FactorAreaProps) {
  const { data: passkeys = [], error, refetch } = usePasskeys();
  const [isAdding, setIsAdding] = useState(false);
  const { change, isBusy } = factorChange;

  const add = async (name: string) => {
    const added = await change(async () => {
      const credential = await makePasskey();
      return await callApi<AddedPasskey>(path, { method: "POST", body: { name, credential } });
    });
    if (!added) return;
    setIsAdding(false);
    showCodes(added.result.recoveryCodes);
  };

  const canAdd = knowsPasskeys();
  return (
    <Stack spacing={2}>
      <FactorHeading
        title="Passkeys"
        action={
          canAdd &&
          !isAdding && (
            <Button variant="outlined" disabled={isBusy} onClick={() => setIsAdding(true)}>
              Add a passkey
            </Button>
          )
        }
      >
        {canAdd
          ? "Your device or security key signs you in by itself, with your finger, face or PIN. Once you have one, the password alone no longer signs you in."
          : "This browser knows no passkeys."}
      </FactorHeading>
      {isAdding && (
        <PasskeyNameForm
          initialName="This device"
          submitLabel="Continue"
          isBusy={isBusy}
          submit={add}
          cancel={() => setIsAdding(false)}
        />
      )}
      {error && <ReadFailure error={error} retry={refetch} />}
      {passkeys.length > 0 && (
        <Stack component="ul" spacing={1} sx={{ m: 0, p: 0, listStyle: "none" }} aria-label="Passkeys">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} factorChange={factorChange} />
          ))}
        </Stack>
      )}
    </Stack>
  );
}
