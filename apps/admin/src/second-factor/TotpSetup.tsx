import type { RecoveryCodes, TotpEnrolment } from "@gatehouse/shared/second-factor";
import { Box, Button, Stack, TextField, Typography } from "@mui/material";
import { QRCodeSVG } from "qrcode.react";
import type { SubmitEvent } from "react";
import { callApi } from "../data/call-api.ts";
import { formText } from "../login/form-text.ts";
import type { FactorChange } from "./use-factor-change.tsx";

interface TotpSetupProps {
  enrolment: TotpEnrolment;
  factorChange: FactorChange;
  finish: (codes: readonly string[]) => void;
  cancel: () => void;
}

/** The secret as a picture and as text, and the code that proves that the app has it. */
export function TotpSetup({ enrolment, factorChange, finish, cancel }: TotpSetupProps) {
  const { change, isBusy } = factorChange;
  const confirm = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { code: formText(new FormData(event.currentTarget), "code") };
    const confirmed = await change(() =>
      callApi<RecoveryCodes>("/api/me/second-factor/totp/confirm", { method: "POST", body }),
    );
    if (confirmed) finish(confirmed.result.recoveryCodes);
  };
  return (
    <form onSubmit={(event) => void confirm(event)}>
      <Stack spacing={2}>
        <Typography>Scan this with your app, or type the secret into it.</Typography>
        <QrCode uri={enrolment.uri} />
        <TextField
          label="Secret"
          value={grouped(enrolment.secret)}
          onFocus={(event) => event.target.select()}
          slotProps={{ input: { readOnly: true, sx: { fontFamily: "monospace" } } }}
          multiline
        />
        <TextField
          name="code"
          label="Code that the app shows"
          autoComplete="one-time-code"
          required
          slotProps={{
            htmlInput: { inputMode: "numeric", pattern: "\\s*(\\d\\s*){6}", title: "Six digits" },
          }}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the next thing to do
          autoFocus
        />
        <Stack direction="row" spacing={1}>
          <Button type="submit" variant="contained" loading={isBusy}>
            Confirm
          </Button>
          <Button onClick={cancel}>Cancel</Button>
        </Stack>
      </Stack>
    </form>
  );
}

/** Dark on light in either theme: cameras want it so. */
const QrCode = ({ uri }: { uri: string }) => (
  <Box sx={{ alignSelf: "flex-start", lineHeight: 0, p: 1, bgcolor: "#ffffff", borderRadius: 1 }}>
    <QRCodeSVG value={uri} size={176} marginSize={2} title="QR code of the secret" />
  </Box>
);

const grouped = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;
