import { Button, Stack } from "@mui/material";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ReadFailure } from "../layout/ReadFailure.tsx";
import { sessionClient } from "../session/browser-session.ts";
import { ProofDialog } from "./ProofDialog.tsx";
import { SecondFactorPanel } from "./SecondFactorPanel.tsx";
import { useSecondFactor } from "./use-second-factor.ts";

/** Sets a factor up, or shows the one there is; then the next token has all rights. */
export function EnrolmentSteps() {
  const { data: factors, error, refetch } = useSecondFactor();
  const { mutate: goOn, isPending } = useMutation({ mutationFn: renewToken });
  if (!factors) return error && <ReadFailure error={error} retry={refetch} />;
  if (!factors.verified && factors.methods.length > 0) {
    return <ShowFactor methods={factors.methods} done={() => void refetch()} />;
  }
  // One panel before and after: it still has the recovery codes to show.
  return (
    <Stack spacing={2}>
      <SecondFactorPanel />
      {factors.verified && (
        <Button variant="contained" loading={isPending} onClick={() => goOn()}>
          Go on
        </Button>
      )}
    </Stack>
  );
}

/** This session is from before the factor was set up. */
function ShowFactor({ methods, done }: { methods: readonly string[]; done: () => void }) {
  const [isProving, setIsProving] = useState(false);
  const settle = () => {
    setIsProving(false);
    done();
  };
  return (
    <Stack spacing={2}>
      <span>You have one already. Show it once in this browser.</span>
      <Button variant="contained" onClick={() => setIsProving(true)}>
        Show my second factor
      </Button>
      {isProving && <ProofDialog methods={methods} settle={settle} />}
    </Stack>
  );
}

const renewToken = async () => {
  const rejected = await sessionClient.getToken();
  await sessionClient.getToken({ rejected });
};
