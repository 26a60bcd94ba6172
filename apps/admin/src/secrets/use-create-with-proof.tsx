import { HttpError, type RaRecord, useCreate, useNotify } from "react-admin";
import { useState } from "react";
import { ProofRefusedError, useProof } from "../second-factor/use-proof.tsx";

/**
 * Makes a record that carries a secret once; `dialog` asks for the proof that it may take. `save` gives the field errors
 * of a refusal, for the form to show.
 */
export function useCreateWithProof<Created extends RaRecord>(resource: string) {
  const notify = useNotify();
  const { withProof, dialog } = useProof();
  const [create, { isPending }] = useCreate<Created>();
  const [created, setCreated] = useState<Created>();

  const save = async (data: object): Promise<object | undefined> => {
    try {
      const record = await withProof(() => create(resource, { data }, { returnPromise: true }));
      if (record) setCreated(record);
      return undefined;
    } catch (error) {
      if (error instanceof ProofRefusedError) return undefined;
      const { errors } = ((error instanceof HttpError && error.body) || {}) as { errors?: object };
      if (!errors) notify(error instanceof Error ? error.message : String(error), { type: "error" });
      return errors;
    }
  };
  return { save, created, isSaving: isPending, dialog };
}
