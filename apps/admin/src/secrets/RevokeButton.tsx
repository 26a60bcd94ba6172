import {
  type RaRecord,
  useDelete,
  useNotify,
  useRecordContext,
  useRefresh,
  useResourceContext,
} from "react-admin";
import { AskingButton } from "../layout/AskingButton.tsx";

/** Ends what the row stands for, after asking; `consequence` says what then no longer works. */
export const RevokeButton = ({ consequence }: { consequence: string }) => {
  const record = useRecordContext();
  return record ? <RevokeRecordButton record={record} consequence={consequence} /> : null;
};

const RevokeRecordButton = ({ record, consequence }: { record: RaRecord; consequence: string }) => {
  const resource = useResourceContext() ?? "";
  const notify = useNotify();
  const refresh = useRefresh();
  // The row is gone before a callback given at the call would run: these belong to the mutation itself.
  const [revoke, { isPending }] = useDelete(
    resource,
    { id: record.id, previousData: record },
    {
      mutationMode: "pessimistic",
      onSuccess: () => notify("Revoked", { type: "success" }),
      onError: (error: unknown) => notify(error instanceof Error ? error.message : "", { type: "error" }),
      onSettled: () => refresh(),
    },
  );
  return (
    <AskingButton
      label="Revoke"
      question={`Revoke “${String(record["name"])}”?`}
      consequence={consequence}
      size="small"
      color="error"
      disabled={isPending}
      act={() => void revoke()}
    />
  );
};
