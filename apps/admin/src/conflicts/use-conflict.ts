import { useState } from "react";
import { HttpError, type RaRecord, useNotify } from "react-admin";

/** The record as it is stored now, when the API refused a save because someone else was first (412). */
export function useConflict() {
  const [current, setCurrent] = useState<RaRecord | undefined>();
  const notify = useNotify();
  const onError = (error: unknown) => {
    const theirs = storedRecord(error);
    if (theirs) setCurrent(theirs);
    else notify(error instanceof Error ? error.message : "ra.notification.http_error", { type: "error" });
  };
  return { current, onError, close: () => setCurrent(undefined) };
}

const preconditionFailed = 412;

function storedRecord(error: unknown): RaRecord | undefined {
  if (!(error instanceof HttpError) || error.status !== preconditionFailed) return undefined;
  return (error.body as { current?: RaRecord }).current;
}
