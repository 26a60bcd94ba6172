import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { factorQueryKey } from "./use-second-factor.ts";
import { ProofRefusedError, useProof } from "./use-proof.tsx";

/** Makes a change; undefined where it was refused or given up, which has been told by then. */
export type ChangeFactor = <T>(action: () => Promise<T>) => Promise<{ result: T } | undefined>;

/** Changes of one's own factors, one at a time: the proof they may take, and what went wrong with the last one. */
export function useFactorChange() {
  const client = useQueryClient();
  const { withProof, dialog } = useProof();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  const change: ChangeFactor = async (action) => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      return { result: await withProof(action) };
    } catch (error) {
      const isSilent = error instanceof ProofRefusedError;
      if (!isSilent) setFailure(error instanceof Error ? error.message : String(error));
      return undefined;
    } finally {
      setIsBusy(false);
      void client.invalidateQueries({ queryKey: factorQueryKey });
    }
  };
  return { change, isBusy, failure, dialog };
}

export type FactorChange = ReturnType<typeof useFactorChange>;
