import type { Passkey } from "@gatehouse/shared/second-factor";
import { Box, Button, Stack, Typography } from "@mui/material";
import { useState } from "react";
import { callApi } from "../data/call-api.ts";
import { AskingButton } from "../layout/AskingButton.tsx";
import { lastFactorWords } from "./factor-area.ts";
import { PasskeyNameForm } from "./PasskeyNameForm.tsx";
import type { FactorChange } from "./use-factor-change.tsx";

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

const readable = (instant: string) => day.format(new Date(instant));

/** One passkey, and what can be done with it. */
export function PasskeyRow({ passkey, factorChange }: { passkey: Passkey; factorChange: FactorChange }) {
  const [isRenaming, setIsRenaming] = useState(false);
  const { change, isBusy } = factorChange;
  const path = `/api/me/passkeys/${passkey.id}`;
  const rename = async (name: string) => {
    if (await change(() => callApi(path, { method: "PATCH", body: { name } }))) setIsRenaming(false);
  };
  if (isRenaming) {
    return (
      <li>
        <PasskeyNameForm
          initialName={passkey.name}
          submitLabel="Rename"
          isBusy={isBusy}
          submit={rename}
          cancel={() => setIsRenaming(false)}
        />
      </li>
    );
  }
  return (
    <Stack component="li" direction="row" spacing={1} sx={{ alignItems: "center", flexWrap: "wrap" }}>
      <Box sx={{ flex: "1 1 180px", minWidth: 0, overflowWrap: "anywhere" }}>
        <bdi>{passkey.name}</bdi>
        <Typography variant="body2" color="textSecondary">
          Added {readable(passkey.createdAt)},{" "}
          {passkey.lastUsedAt === null ? "not used yet" : `last used ${readable(passkey.lastUsedAt)}`}
        </Typography>
      </Box>
      <Button size="small" disabled={isBusy} onClick={() => setIsRenaming(true)}>
        Rename
      </Button>
      <AskingButton
        label="Remove"
        question={`Remove “${passkey.name}”?`}
        consequence={`This passkey will no longer let you in. ${lastFactorWords}`}
        size="small"
        color="error"
        disabled={isBusy}
        act={() => void change(() => callApi(path, { method: "DELETE" }))}
      />
    </Stack>
  );
}
