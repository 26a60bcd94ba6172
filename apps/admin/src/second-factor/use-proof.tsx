import { useState } from "react";
import { readProblem } from "../data/read-problem.ts";
import { ProofDialog } from "./ProofDialog.tsx";

/** The person did not want to show again who he is. */
export class ProofRefusedError extends Error {
  override name = "ProofRefusedError";
  constructor() {
    super("Nothing was changed.");
  }
}

interface Demand {
  methods: readonly string[];
  settle: (isProven: boolean) => void;
}

/**
 * Runs what the server may want a proof for: where it does, the dialog asks for one and the call is made again.
 * The dialog has to be drawn by whoever uses this.
 */
export function useProof() {
  const [demand, setDemand] = useState<Demand>();

  const askForProof = (methods: readonly string[]) =>
    new Promise<boolean>((resolve) => setDemand({ methods, settle: resolve }));

  const withProof = async <T,>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      const methods = readMethods(error);
      if (!methods) throw error;
      const isProven = await askForProof(methods);
      setDemand(undefined);
      if (!isProven) throw new ProofRefusedError();
      return await action();
    }
  };

  const dialog = demand && <ProofDialog methods={demand.methods} settle={demand.settle} />;
  return { withProof, dialog };
}

function readMethods(error: unknown): readonly string[] | undefined {
  const { code, methods = [] } = readProblem(error);
  return code === "reauthentication_required" ? methods : undefined;
}
